import type { Finding } from '../lint/finding.ts';
import { dpopDowngraded } from '../lint/rules/dpop-downgraded.ts';
import { idToken } from '../lint/rules/id-token.ts';
import { keyMismatch } from '../lint/rules/key-mismatch.ts';
import { notBound } from '../lint/rules/not-bound.ts';
import { signatureBad } from '../lint/rules/signature-bad.ts';
import type { FlowState, TokenState } from './flow-state.ts';

/** Rules on an answer, and on the ID token in it, whose errors concern every use of the access token that came with it. */
const LASTING = [dpopDowngraded, notBound, idToken, signatureBad, keyMismatch].map(({ id }) => id);

/** What was found when a token came, or when the bank was asked about it, and speaks against using it. */
export function tokenDoubts(
  { calls }: Pick<FlowState, 'calls'>,
  { callId, secret }: Pick<TokenState, 'callId' | 'secret'>,
): Finding[] {
  return calls
    .filter((call) => call.callId === callId || (call.purpose !== 'api' && call.uses === secret.id))
    .flatMap(({ findings }) => findings)
    .filter(({ id, severity }) => severity === 'error' && LASTING.includes(id));
}
