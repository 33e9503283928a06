import type { KeyAlgorithm } from '../clients/client-key.ts';
import type { EpochSeconds } from '../time.ts';
import type { HttpRequest } from './http-message.ts';
import type { JwtContent } from './jwt-content.ts';
import { codeChallenge } from './pkce.ts';
import type { FlowPlan } from './request-draft.ts';

/** What is fresh in each proof. */
export interface ProofFacts {
  now: EpochSeconds;
  /** never used before */
  jti: string;
  /** hash of the access token beside the proof; absent where there is none */
  ath?: string | undefined;
  /** what the server wants to see, where it gave something */
  nonce?: string | undefined;
}

/**
 * What a client signs to show that it holds the key that its tokens are bound to.
 *
 * @param key its public half: whoever reads the proof sees it
 * @see RFC 9449 §4.2
 */
export function buildDpopProof(
  { alg, jwk }: { alg: KeyAlgorithm; jwk: Readonly<Record<string, string>> },
  { method, url }: Pick<HttpRequest, 'method' | 'url'>,
  { now, jti, ath, nonce }: ProofFacts,
): JwtContent {
  return {
    header: { typ: 'dpop+jwt', alg, jwk },
    claims: {
      jti,
      htm: method,
      htu: proofTarget(url),
      iat: now,
      ...(ath !== undefined && { ath }),
      ...(nonce !== undefined && { nonce }),
    },
  };
}

/** An address as a proof names it: as the server sees it, which not all of them normalise. @see RFC 9449 §4.2 (`htu`), §4.3 */
export function proofTarget(url: string): string {
  if (!URL.canParse(url)) return url.split(/[?#]/)[0] ?? '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** How a proof names the access token beside it: made as an S256 challenge is. @see RFC 9449 §4.2 (`ath`) */
export function accessTokenHash(accessToken: string): Promise<string> {
  return codeChallenge(accessToken);
}

/** True where a flow makes a key for its tokens: the person said so, or the bank wants it and they said nothing. */
export function bindsTokens({ draft, profile: { tokenBinding } }: FlowPlan): boolean {
  return draft.dpop ?? (tokenBinding?.requirement === 'required' && tokenBinding.by[0] === 'dpop');
}

/** True of a token type under which a token goes out with a proof beside it. @see RFC 9449 §5, §7.1 */
export function isDpopType(token_type: string | undefined): boolean {
  return token_type?.toLowerCase() === 'dpop';
}

/**
 * A request whose token goes out by the scheme that its type names, whichever of the two the template wrote. A bank's
 * own scheme stays.
 */
export function withTokenScheme(request: HttpRequest, token_type: string | undefined): HttpRequest {
  const scheme = isDpopType(token_type) ? 'DPoP' : 'Bearer';
  const headers = request.headers.map(([name, value]): [string, string] => [
    name,
    name.toLowerCase() === 'authorization'
      ? value.replace(/^(bearer|dpop) /i, (own) =>
          own.toLowerCase() === `${scheme.toLowerCase()} ` ? own : `${scheme} `,
        )
      : value,
  ]);
  return { ...request, headers };
}
