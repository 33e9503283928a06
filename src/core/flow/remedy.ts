import { retryAtMs } from '../lint/rules/overloaded.ts';
import { headerOf } from '../oauth/http-message.ts';
import { readTokenAnswer } from '../oauth/token-response.ts';
import type { EpochMilliseconds } from '../time.ts';
import { type CallState, callUnderWay, currentToken, type FlowState } from './flow-state.ts';
import { isSeenOnly } from './seen-only.ts';
import { spentSecrets } from './spent-secrets.ts';

/** What a person can do about an API call that the bank refused. */
export type Remedy =
  /** renew the token, then make the same call */
  | { kind: 'renew' }
  /** make the same call with the token in use now */
  | { kind: 'again' }
  /** the bank wants to be left alone until then */
  | { kind: 'wait'; untilMs: EpochMilliseconds }
  /** nothing renews the token: the customer must come back */
  | { kind: 'come_back' };

/** Findings by which a refusal means that the token is over. */
const OVER = ['401', 'stet-expired-401-or-403'];

/** Whether a bank refused a call because its token is over, and not for a role or a scope. */
export function saysTokenIsOver({ findings }: Pick<CallState, 'findings'>): boolean {
  return findings.some(({ slug }) => OVER.includes(slug));
}

/** What renews the access token in use; `undefined` where only the customer can. */
export function renewalOf(flow: FlowState): 'refresh' | 'client_credentials' | undefined {
  const { profile, draft } = flow.started.plan;
  if (draft.grant === 'client_credentials') return 'client_credentials';
  const token = currentToken(flow, 'refresh_token');
  if (token && callUnderWay(flow)?.purpose === 'refresh') return 'refresh';
  const unspent = token !== undefined && !spentSecrets(flow).has(token.secret.fingerprint);
  return unspent && profile.refresh !== undefined && !refreshRefused(flow) ? 'refresh' : undefined;
}

/**
 * The refresh that the bank refused with `invalid_grant`: that token renews nothing any more.
 *
 * @see RFC 6749 §5.2
 */
export function refreshRefused({ calls }: FlowState): CallState | undefined {
  const last = calls.findLast(
    ({ purpose, answer, fault }) => purpose === 'refresh' && answer && !fault,
  );
  const read = last?.answer && readTokenAnswer(last.answer);
  return read?.kind === 'error' && read.error.error === 'invalid_grant' ? last : undefined;
}

/** What helps after an API call; `undefined` where renewing or waiting does not. */
export function remedyFor(flow: FlowState, call: CallState): Remedy | undefined {
  const { answer, uses, name } = call;
  if (isSeenOnly(flow.started) || call.purpose !== 'api' || !answer) return undefined;
  if (call.outcome === 'api_ok') return undefined;
  const untilMs = retryAtMs(headerOf(answer, 'retry-after')?.trim() ?? '', answer.receivedAtMs);
  if (untilMs !== undefined && [429, 503].includes(answer.status)) return { kind: 'wait', untilMs };
  if (!saysTokenIsOver(call)) return undefined;
  const current = currentToken(flow, 'access_token');
  if (current && current.secret.id !== uses) {
    const done = flow.calls.some((one) => one.name === name && one.uses === current.secret.id);
    return done ? undefined : { kind: 'again' };
  }
  return { kind: renewalOf(flow) ? 'renew' : 'come_back' };
}
