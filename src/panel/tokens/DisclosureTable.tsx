import { useEffect, useState } from 'preact/hooks';
import { codeChallenge } from '../../core/oauth/pkce.ts';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import type { SdJwt } from '../../core/tokens/sd-jwt.ts';
import { valueText } from '../../core/tokens/search-claims.ts';
import { message } from '../browser.ts';
import { ShownText } from './ShownText.tsx';

interface DisclosureTableProps {
  sd: SdJwt;
  claims: Claims | undefined;
  query?: string | undefined;
}

/** Claims that the holder of an SD-JWT shows, and whether the issuer's token has their digests. */
export function DisclosureTable({ sd, claims, query }: DisclosureTableProps) {
  const [digests, setDigests] = useState<readonly string[]>([]);
  const { disclosures } = sd;
  const isSha256 = claims?._sd_alg === undefined || claims._sd_alg === 'sha-256';
  useEffect(() => {
    let isCurrent = true;
    setDigests([]);
    // A disclosure's digest is made as a code challenge is. @see RFC 9901 §4.2.3
    if (isSha256) {
      void Promise.all(disclosures.map(({ text }) => codeChallenge(text))).then((made) => {
        if (isCurrent) setDigests(made);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [sd]);
  const known = JSON.stringify([claims, disclosures]);
  return (
    <table class="claims">
      <caption>{message('disclosures')}</caption>
      <tbody>
        {disclosures.map(({ text, content }, at) => (
          <tr key={at}>
            <th scope="row" class="mono">
              {content?.name ?? (content ? message('disclosure_element') : '–')}
            </th>
            <td>
              <div class="claim">
                <div class="mono claim-value" dir="ltr">
                  <ShownText
                    text={content ? valueText(content.value) : text}
                    {...(query ? { query } : {})}
                  />
                </div>
                <div class="subtle">
                  {content && message('disclosure_salt', content.salt.slice(0, 60))}
                  <div>{message(`disclosure_${stateOf(digests[at], known)}`)}</div>
                </div>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateOf(digest: string | undefined, known: string): 'unknown' | 'listed' | 'unlisted' {
  if (digest === undefined) return 'unknown';
  return known.includes(`"${digest}"`) ? 'listed' : 'unlisted';
}
