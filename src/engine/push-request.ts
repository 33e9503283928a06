import { capturedOf } from '../core/flow/captured-of.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import type { Finding, OnErrors } from '../core/lint/finding.ts';
import { lintPushedAnswer } from '../core/lint/lint-pushed-answer.ts';
import { applyRules } from '../core/lint/rule.ts';
import { endpointNotHttps } from '../core/lint/rules/endpoint-not-https.ts';
import { readPushedAnswer } from '../core/oauth/pushed-request.ts';
import { ok } from '../core/result.ts';
import type { Seconds } from '../core/time.ts';
import type { CarriedRequest } from './carry-request.ts';
import { checkRequest } from './check-authorization.ts';
import type { Effects, ReceivedAnswer } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import type { ReadAnswer } from './perform-call.ts';
import { performProven } from './perform-proven.ts';
import { authorizationSecrets } from './starting-secrets.ts';

type Push = NonNullable<CarriedRequest['push']>;

/** How long a reference is taken to live of which the bank does not say so. @see RFC 9126 §2.2 */
const UNSAID: Seconds = 60;

/** Hands the authorization request of a flow to the bank, for the `request_uri` to open. @see RFC 9126 §2.1 */
export async function pushRequest(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  onErrors: OnErrors,
): Promise<EngineReply> {
  if (isOver(flow)) return { ok: false, error: { kind: 'nothing_to_send' } };
  const built = await buildPush(effects, flow, onErrors);
  if (!built.ok) return built;
  const { push, findings } = built.value;
  return performPush(effects, flow, signal, push, findings);
}

/** The call, signed anew in all that is signed, and what speaks against it. */
async function buildPush(
  effects: Effects,
  flow: FlowState,
  onErrors: OnErrors,
): Promise<EngineReply<{ push: Push; findings: Finding[] }>> {
  const secrets = await authorizationSecrets(effects, flow);
  if (!secrets.ok) return secrets;
  const { flowId, started } = flow;
  const options = { captured: capturedOf(flow), onErrors, flowId };
  const built = await checkRequest(effects, started.plan, secrets.value, options);
  if (!built.ok) return built;
  const { carried, findings } = built.value;
  if (!carried.push) return { ok: false, error: { kind: 'nothing_to_send' } };
  return { ok: true, value: { push: carried.push, findings } };
}

/** True once nothing can be opened for a flow any more: its answer came, or nobody waits for one. */
export function isOver({ phase, redirect }: FlowState): boolean {
  return phase === 'abandoned' || redirect !== undefined;
}

/**
 * Sends the call, with a proof of the key that the flow's tokens are to be bound to: the code is then bound to it too. A
 * request that is only stored spends nothing: it may be pushed as often as anybody likes.
 *
 * @see RFC 9126 §2.1, RFC 9449 §10.1
 */
export function performPush(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  push: Push,
  told: readonly Finding[],
): Promise<EngineReply> {
  const { url } = push.request;
  const findings = [...told, ...applyRules([endpointNotHttps], { addresses: [url] })];
  let first: Push | undefined = push;
  return performProven(
    effects,
    flow,
    signal,
    async (now) => {
      // What a bank may have remembered of the first is new in the second.
      const built = first ? ok({ push: first }) : await buildPush(effects, now, 'send_anyway');
      first = undefined;
      if (!built.ok) return built;
      const call = { ...built.value.push, purpose: 'push', name: 'push', proves: 'new' } as const;
      return { ok: true, value: { ...call, findings } };
    },
    async ({ answer }) => readPush(flow, url, answer),
  );
}

function readPush(
  { started: { plan } }: FlowState,
  requestUrl: string,
  answer: ReceivedAnswer['answer'],
): ReadAnswer {
  const read = readPushedAnswer(answer);
  const findings = lintPushedAnswer({ answer, read, profile: plan.profile, requestUrl });
  if (read.kind !== 'pushed') return { outcome: read.kind, findings, tokens: [] };
  const { requestUri, expiresIn = UNSAID } = read;
  const pushed = { requestUri, endsAtMs: answer.receivedAtMs + expiresIn * 1000 };
  return { outcome: 'pushed', findings, tokens: [], pushed };
}
