import { capturedOf } from '../core/flow/captured-of.ts';
import type { HappeningOf } from '../core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import { maskJwt, maskText } from '../core/flow/mask.ts';
import type { Finding, OnErrors } from '../core/lint/finding.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { applyRules } from '../core/lint/rule.ts';
import { parRequestUriStale } from '../core/lint/rules/par-request-uri-stale.ts';
import type { AuthorizationRequest } from '../core/oauth/authorization-request.ts';
import { carriedRequest } from '../core/oauth/carried-request.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { checkRequest, plainRequest } from './check-authorization.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { isOver, performPush } from './push-request.ts';
import { authorizationSecrets } from './starting-secrets.ts';

/** What a browser is about to open. */
export interface OpenedRequest {
  flowId: string;
  url: string;
  /** the address as it is recorded: secrets replaced by their marks */
  recordedUrl: string;
  /** what the request object in it says, as it is recorded */
  requestObject?: JwtContent | undefined;
  /** what the linter said, when that is not in the flow's record already */
  findings: Finding[];
}

/** Nothing is to be opened where the bank took no pushed request: the flow tells why. */
export type OpenReply = EngineReply<OpenedRequest, { kind: 'push_failed'; flowId: string }>;

interface OpenOptions {
  findings?: readonly Finding[] | undefined;
  onErrors: OnErrors;
  /** the request was checked when its flow was recorded, and what was found stands there */
  checked?: true;
}

/**
 * The address to open for a recorded flow, with what its steps have brought since. A request that is to be pushed is
 * pushed first; one that was pushed is opened as long as it lives, once, and nobody can insist on more.
 *
 * @see RFC 9126 §4
 */
export async function openLater(
  effects: Effects,
  flow: FlowState,
  signal: AbortSignal,
  { checked, ...options }: OpenOptions,
): Promise<OpenReply> {
  const { flowId, pushed } = flow;
  if (isOver(flow) || (flow.opened && !pushed)) {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  if (pushed) return openPushed(effects, flow, pushed);
  const secrets = await authorizationSecrets(effects, flow);
  if (!secrets.ok) return secrets;
  const captured = capturedOf(flow);
  const { plan } = flow.started;
  const built = await checkRequest(effects, plan, secrets.value, { ...options, captured, flowId });
  if (!built.ok) return built;
  const { carried } = built.value;
  const findings = checked ? [] : built.value.findings;
  const { request, requestObject, push } = carried;
  if (!push) return readyToOpen(effects, flowId, { request, requestObject, findings });
  const called = await performPush(effects, flow, signal, push, findings);
  if (!called.ok) return called;
  const fresh = foldFlow(await effects.journal.events(flowId))?.pushed;
  return fresh
    ? openPushed(effects, flow, fresh)
    : { ok: false, error: { kind: 'push_failed', flowId } };
}

/** The `opened` of a flow's record, for who opens it. */
export function openedHappening(
  { recordedUrl, requestObject, findings }: OpenedRequest,
  how: HappeningOf<'opened'>['how'],
  tabId?: number,
): HappeningOf<'opened'> {
  return {
    kind: 'opened',
    how,
    url: recordedUrl,
    ...(requestObject && { requestObject }),
    ...(tabId === undefined ? {} : { tabId }),
    ...(findings.length === 0 ? {} : { findings }),
  };
}

async function openPushed(
  effects: Effects,
  flow: FlowState,
  { requestUri, endsAtMs, opened }: NonNullable<FlowState['pushed']>,
): Promise<EngineReply<OpenedRequest>> {
  const secrets = await authorizationSecrets(effects, flow);
  if (!secrets.ok) return secrets;
  const { plan } = flow.started;
  const plain = await plainRequest(plan, secrets.value, capturedOf(flow));
  if (!plain.ok) return plain;
  const request = carriedRequest(plan, plain.value, 'request_uri', requestUri);
  const findings = applyRules([parRequestUriStale], {
    request,
    history: { requestUriUsed: opened, requestUriEndsAtMs: endsAtMs },
    nowMs: effects.clock.nowMs(),
  });
  if (findings.length > 0) return { ok: false, error: { kind: 'has_errors', findings } };
  return readyToOpen(effects, flow.flowId, { request, findings: [] });
}

async function readyToOpen(
  { vault }: Effects,
  flowId: string,
  {
    request: { url },
    requestObject,
    findings,
  }: { request: AuthorizationRequest; requestObject?: JwtContent | undefined; findings: Finding[] },
): Promise<EngineReply<OpenedRequest>> {
  const known = await vault.known(flowId);
  return {
    ok: true,
    value: {
      flowId,
      url,
      recordedUrl: maskText(url, known),
      ...(requestObject && { requestObject: maskJwt(requestObject, known) }),
      findings: maskFindings(findings, known),
    },
  };
}
