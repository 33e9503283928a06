import { lintTokenRequest } from '../../core/lint/lint-token-request.ts';
import { tokenTemplate } from '../../core/lint/token-template.ts';
import { parametersInAddress } from '../../core/oauth/build-request.ts';
import type { HttpAnswer, HttpRequest } from '../../core/oauth/http-message.ts';
import { valuesOf } from '../../core/oauth/parameter.ts';
import { codeChallenge } from '../../core/oauth/pkce.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import type { SeenRequest } from '../../core/watch/seen-request.ts';
import type { WatchReport } from '../../core/watch/watch-report.ts';
import type { Sighting } from '../../core/watch/watch-request.ts';
import type { WatchedFlow } from '../../core/watch/watched-flow.ts';

/** Headers that tell something of a token call; cookies and the browser's own do not. */
const SENT = ['content-type', 'authorization', 'accept', 'origin', 'dpop'];
// Of the last two: how far the bank's clock is from ours.
const ANSWERED = [
  'content-type',
  'cache-control',
  'pragma',
  'www-authenticate',
  'retry-after',
  'dpop-nonce',
  'access-control-allow-origin',
  'date',
  'age',
];

/** A page's token call as the worker takes it, judged as ours are before they leave. */
export async function describeCall(
  plan: FlowPlan,
  { flow, purpose, seen, proven }: Extract<Sighting, { kind: 'call' }>,
): Promise<WatchReport['seen']> {
  const request: HttpRequest = {
    method: 'POST',
    url: seen.url,
    headers: only(seen.headers, SENT),
    parameters: [...parametersInAddress(seen.url), ...seen.posted],
    ...(seen.body === undefined ? {} : { body: seen.body }),
  };
  const findings = lintTokenRequest({
    request,
    plan,
    purpose,
    nowMs: seen.atMs,
    proven,
    ...(flow.url === undefined ? {} : { openedUrl: flow.url, ...(await askedBefore(flow, seen)) }),
    ...(flow.answeredAtMs === undefined ? {} : { codeAgeMs: seen.atMs - flow.answeredAtMs }),
  });
  const template = tokenTemplate({ plan, purpose });
  const name = Object.entries(plan.profile.requests).find(([, one]) => one === template)?.[0];
  return {
    kind: 'call',
    purpose,
    name: name ?? purpose,
    request,
    answer: answerOf(seen),
    findings,
  };
}

async function askedBefore(flow: WatchedFlow, { posted }: SeenRequest) {
  const [verifier = ''] = valuesOf(posted, 'code_verifier');
  const asked = parametersInAddress(flow.url ?? '');
  const isPlain = valuesOf(asked, 'code_challenge_method')[0] !== 'S256';
  return {
    authorizationRequest: {
      redirectUri: flow.redirectUri ?? '',
      codeChallenge: valuesOf(asked, 'code_challenge')[0],
      challengeOfVerifier: isPlain ? verifier : await codeChallenge(verifier),
    },
  };
}

type Answer = Extract<WatchReport['seen'], { kind: 'call' }>['answer'];

function answerOf(seen: SeenRequest): Answer {
  const { status, answerBody: body, atMs, durationMs, failure = '' } = seen;
  // Without its body an answer is as good as unknown: the browser may have thrown it away.
  if (status === 0 || body === undefined) return { ok: false, reason: failure };
  const value: HttpAnswer = {
    status,
    headers: only(seen.answerHeaders, ANSWERED),
    body,
    badText: false,
    bytes: new TextEncoder().encode(body).length,
    cut: false,
    redirected: status >= 300 && status < 400,
    receivedAtMs: atMs + durationMs,
    durationMs,
  };
  return { ok: true, value };
}

function only(headers: readonly [string, string][], names: readonly string[]): [string, string][] {
  return headers.filter(([name]) => names.includes(name.toLowerCase()));
}
