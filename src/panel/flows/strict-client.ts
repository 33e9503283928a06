import { templateValues } from '../../core/banks/request-values.ts';
import type { CallState, FlowState } from '../../core/flow/flow-state.ts';
import { secretMark } from '../../core/flow/secret.ts';
import { describeStrictVerdict } from '../../core/oauth/describe-strict-verdict.ts';
import { type StrictVerdict, strictTokenVerdict } from '../../core/oauth/strict-verdict.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import { message } from '../browser.ts';

/** What a strict client would make of a recorded token answer, in words; `undefined` for other answers. */
export async function strictClientWords(
  { started, tokens }: FlowState,
  { callId, purpose, answer }: CallState,
  nowMs: EpochMilliseconds,
): Promise<{ verdict: StrictVerdict['verdict']; words: string } | undefined> {
  if (!answer || purpose === 'api' || purpose === 'step') return undefined;
  const { profile, draft } = started.plan;
  const nonce = started.secrets.find(({ kind }) => kind === 'nonce');
  const token = tokens.find((one) => one.callId === callId && one.kind === 'id_token');
  const verdict = await strictTokenVerdict({
    answer,
    purpose,
    issuer: templateValues(profile, draft.environment, draft.variables)?.issuer,
    clientId: draft.clientId,
    idToken: token?.jwt && { mark: secretMark(token.secret), ...token.jwt },
    nonce: nonce && secretMark(nonce),
    nowMs,
  });
  return { verdict: verdict.verdict, words: describeStrictVerdict(verdict, message) };
}
