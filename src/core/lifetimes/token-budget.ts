import type { FlowState } from '../flow/flow-state.ts';
import type { ReceivedToken } from '../lint/lint-token-request.ts';
import { scopeValues } from '../lint/scope-values.ts';
import { valuesOf } from '../oauth/parameter.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { EpochMilliseconds, EpochSeconds } from '../time.ts';

/** A token of a budget's context that lives, so that asking for another is needless. */
export interface LiveToken {
  context: string;
  endsAt: EpochSeconds;
  /** tokens of the context that came within the budget's time */
  requests: number;
  flowId: string;
  tokenId: string;
}

/** For each context that is asked for, the token of it that lives longest. */
export function liveTokens(
  { tokenBudget: budget, scope: { separator } }: FlowPlan['profile'],
  asked: readonly string[],
  tokens: readonly ReceivedToken[],
  nowMs: EpochMilliseconds,
): LiveToken[] {
  if (!budget) return [];
  return budget.contexts.flatMap((context) => {
    if (!asked.includes(context)) return [];
    const own = tokens
      .filter(({ scope }) => scopeValues(scope, separator).includes(context))
      .map(({ flowId = '', tokenId = '', receivedAtMs, expires_in = budget.seconds }) => ({
        flowId,
        tokenId,
        receivedAtMs,
        endsAt: receivedAtMs / 1000 + expires_in,
      }));
    const [longest] = own.toSorted((one, other) => other.endsAt - one.endsAt);
    if (!longest || longest.endsAt * 1000 <= nowMs) return [];
    const since = nowMs - budget.seconds * 1000;
    const requests = own.filter(({ receivedAtMs }) => receivedAtMs > since).length;
    const { flowId, tokenId, endsAt } = longest;
    return [{ context, requests, flowId, tokenId, endsAt }];
  });
}

/** The live token that meets a plan's token request, where the bank wants few of them. */
export function meetingToken(
  { profile, draft }: FlowPlan,
  tokens: readonly ReceivedToken[],
  nowMs: EpochMilliseconds,
): LiveToken | undefined {
  const asked = scopeValues(draft.edits.scope ?? draft.scope, profile.scope.separator);
  return liveTokens(profile, asked, tokens, nowMs)[0];
}

/** Whether a flow is of the client, and at the bank, that a plan is for. */
export function isOfClient(
  { started: { plan } }: FlowState,
  { profile, draft }: FlowPlan,
): boolean {
  return (
    plan.profile.group === profile.group &&
    plan.draft.environment === draft.environment &&
    plan.draft.clientId === draft.clientId
  );
}

/** Access tokens of a flow, if they are of the client that a plan is for. */
export function tokensOfClient(flow: FlowState, plan: FlowPlan): ReceivedToken[] {
  if (!isOfClient(flow, plan)) return [];
  const { flowId, tokens, calls } = flow;
  return tokens.flatMap(({ kind, replaced, scope, callId, secret, receivedAtMs, expires_in }) => {
    if (kind !== 'access_token' || replaced) return [];
    const asked = calls.find((call) => call.callId === callId)?.request.parameters ?? [];
    // What a bank grants without a word is what was asked for: RFC 6749 §5.1.
    const granted = scope ?? valuesOf(asked, 'scope')[0] ?? '';
    return [{ flowId, tokenId: secret.id, scope: granted, receivedAtMs, expires_in }];
  });
}
