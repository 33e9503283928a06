import { type ReadonlySignal, useSignal } from '@preact/signals';
import { claimDate } from '../../core/tokens/claim-dates.ts';
import type { DecodedToken } from '../../core/tokens/decode-jwt.ts';
import type { NamedToken, RecognisedText } from '../../core/tokens/recognise-text.ts';
import { expectedKind, kindOfToken } from '../../core/tokens/token-kind.ts';
import { message } from '../browser.ts';
import { DecodedContent } from './DecodedContent.tsx';
import { DisclosureTable } from './DisclosureTable.tsx';
import { NotVerified } from './NotVerified.tsx';
import { PastedFindings } from './PastedFindings.tsx';
import { usePartLink } from './part-link.ts';
import { TimerText } from './TimerText.tsx';
import { TokenText } from './TokenText.tsx';
import { VerifyToken } from './verify/VerifyToken.tsx';

interface InspectedTokenProps {
  named: NamedToken;
  /** where several have no name of their own */
  label?: string;
  /** all that was pasted */
  among?: RecognisedText;
  /** the only token in it */
  alone: boolean;
  /** what is looked for in header and claims */
  query?: string;
  nowMs: ReadonlySignal<number>;
}

/** One token that was pasted: its text by parts, what is in it, its time, and findings. */
export function InspectedToken(props: InspectedTokenProps) {
  const { named, among = { kind: 'empty' }, alone, query, nowMs } = props;
  const { name, token, decoded, sd } = named;
  const label = props.label || name || message('inspector_token');
  const link = usePartLink();
  const verified = useSignal(false);
  const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
  const endsAt = claims && claimDate(claims, 'exp');
  const kind = expectedKind(name) ?? kindOfToken(decoded)?.kind;
  return (
    <section class="card token-card" aria-label={label}>
      <header class="row">
        <h3 class={name === '' ? undefined : 'mono'}>{label}</h3>
        <span class="chip">{formText(decoded, token.length)}</span>
        {decoded.kind === 'jwt' && <NotVerified verified={verified} />}
        {endsAt !== undefined && (
          <span class="push">
            <TimerText name={label} endsAt={endsAt} nowMs={nowMs} />
          </span>
        )}
      </header>
      <TokenText token={token} decoded={decoded} link={link} />
      {decoded.kind !== 'opaque' && (
        <DecodedContent {...{ header: decoded.header, claims, kind, nowMs, query, link }} />
      )}
      {sd && sd.disclosures.length > 0 && <DisclosureTable sd={sd} claims={claims} query={query} />}
      {decoded.kind !== 'opaque' && (
        <VerifyToken
          subject={{ kind: 'pasted', named, label, among }}
          nowMs={nowMs}
          verified={verified}
        />
      )}
      <div class="stack tight">
        <h4>{message('findings_label')}</h4>
        <PastedFindings
          label={alone ? message('findings_label') : message('token_findings', label)}
          named={named}
          among={among}
          endsAt={endsAt}
          nowMs={nowMs}
          verified={verified}
        />
      </div>
    </section>
  );
}

function formText(decoded: DecodedToken, length: number): string {
  switch (decoded.kind) {
    case 'jwt':
      return message('token_form_jwt', length);
    case 'jwe':
      return message('token_form_jwe', length);
    case 'opaque':
      return message('inspector_form_opaque', length);
  }
}
