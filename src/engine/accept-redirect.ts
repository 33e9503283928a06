import type { FaultId } from '../core/fault-bench/fault.ts';
import type { HappeningOf } from '../core/flow/flow-event.ts';
import { isHeld } from '../core/flow/flow-state.ts';
import { landingPage } from '../core/flow/flow-summary.ts';
import { maskJwt, maskParameters } from '../core/flow/mask.ts';
import type { RedirectVia } from '../core/flow/redirect-via.ts';
import type { KnownSecret } from '../core/flow/secret.ts';
import { judgeResponse } from '../core/lint/judge-response.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { answerMode, signedAnswer } from '../core/oauth/answer-mode.ts';
import {
  type AnswerSignature,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { type Parameter, valuesOf } from '../core/oauth/parameter.ts';
import type { OpenedResponse } from '../core/oauth/signed-response.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { verifyByBank } from './bank-keys.ts';
import type { Effects } from './effects.ts';
import { findFlow, maskResponse } from './find-flow.ts';
import type { EngineReply } from './flow-engine.ts';
import { planIssuer } from './flow-plan.ts';
import { keepAnswer } from './held-answer.ts';

/** An address that may be somebody's redirect. */
export interface RedirectSighting {
  url: string;
  via: RedirectVia;
  /** the tab it came in */
  tabId?: number;
  /** what was posted there */
  form?: Parameter[] | undefined;
  /** HTTP status of the bank's redirect */
  status?: number | undefined;
  /** the flow that a person pasted it into; then it is judged even if nothing fits */
  flowId?: string;
  /** we made it ourselves */
  fault?: FaultId | undefined;
  /** a tab was found there, and may have stood there for long: only the flow with its state takes it */
  standing?: true;
}

/** Takes a redirect that the browser showed or a person pasted, if some flow waits for it: one after the other. */
export function takeRedirect(effects: Effects, sighting: RedirectSighting): Promise<EngineReply> {
  return effects.exclusive('redirects', () => acceptRedirect(effects, sighting));
}

/**
 * Finds the flow that an answer is for, judges the answer and records it. The state and the redirect URI
 * are compared before anything else; a refused answer keeps its code for view and is never exchanged.
 *
 * @see RFC 6749 §4.1.2, §10.12
 */
export async function acceptRedirect(
  effects: Effects,
  sighting: RedirectSighting,
): Promise<EngineReply> {
  const { url, via, tabId, form, status, flowId, fault, standing } = sighting;
  const parsed = parseAuthorizationResponse(url);
  const received = parsed && { ...parsed, ...(form && { form }) };
  if (!received) return refuse({ kind: 'not_a_url' });
  const found = await findFlow(effects, { received, via, flowId, standing });
  if (!found) return refuse({ kind: 'no_such_flow' });
  if ('seenBy' in found) return { ok: true, value: { flowId: found.seenBy } };
  const { flow, response } = found;
  // A page's request that was not seen told neither: the answer cannot be held against them.
  const blind = via === 'watched' && found.redirectUri === '';
  const redirectUri = blind ? received.landedOn : found.redirectUri;
  const state = found.state ?? (blind ? responseValue(response, 'state') : undefined);
  const { plan } = flow.started;
  const { redirectAnswer } = plan.profile;
  const code = responseValue(response, 'code') || undefined;
  // Whatever the verdict will be: stored while the answer is judged, no record waits for it.
  const reference =
    code === undefined
      ? undefined
      : await effects.vault.put(flow.flowId, 'authorization_code', code);
  const signed = signedAnswer(plan);
  // A page's own flow goes on whatever we know of its bank's keys: nothing is fetched for it.
  const signature =
    response.jwt && via !== 'watched'
      ? await verifyByBank(effects, plan, response.jwt, signed)
      : undefined;
  const { verdict, findings } = judgeResponse(response, {
    ...(await effects.journal.othersLike({
      page: landingPage(flow),
      group: plan.profile.group,
      code: reference,
    })),
    clientId: plan.draft.clientId,
    nowMs: effects.clock.nowMs(),
    redirectStatus: status,
    redirectUri,
    state,
    issuer: planIssuer(plan),
    issuerInResponse: plan.profile.issuerInResponse,
    answeredBefore: flow.redirect?.verdict === 'code',
    mode: answerMode(plan),
    signed,
    signature,
    ...(via === 'watched' && { signatureCheck: 'skip' as const }),
  });
  const hidden = [
    ['authorization_code', redirectAnswer?.code ?? ''],
    // Shown by its mark; what it holds can be read later.
    ['captured', 'response'],
  ] as const;
  for (const [kind, name] of hidden) {
    for (const value of valuesOf(responseParameters(received), name)) {
      if (value !== '') await effects.vault.put(flow.flowId, kind, value);
    }
  }
  const known = await effects.vault.known(flow.flowId);
  const recorded = maskResponse(received, known);
  const held =
    via !== 'pasted' && isHeld(flow)
      ? await keepAnswer(effects.vault, flow.flowId, { url, ...(form && { form }) })
      : undefined;
  await effects.journal.append(flow.flowId, {
    kind: 'redirect_captured',
    via,
    ...(tabId === undefined ? {} : { tabId }),
    ...(status === undefined ? {} : { status }),
    response: recorded,
    verdict,
    findings: maskFindings(findings, known),
    ...(reference === undefined ? {} : { code: reference }),
    ...describeSigned(response, signature, known),
    ...(held === undefined ? {} : { held }),
    ...(fault && { fault }),
  });
  return { ok: true, value: { flowId: flow.flowId } };
}

function refuse(error: { kind: 'not_a_url' } | { kind: 'no_such_flow' }): EngineReply {
  return { ok: false, error };
}

/** The JWT that an answer was, as it may be recorded; nothing where it cannot be read. */
function describeSigned(
  { jwt }: OpenedResponse,
  signature: AnswerSignature | undefined,
  known: readonly KnownSecret[],
): Pick<HappeningOf<'redirect_captured'>, 'signed'> {
  const decoded = decodeToken(jwt ?? '');
  if (decoded.kind !== 'jwt' || !signature) return {};
  const { header = {}, claims = {} } = decoded;
  const { verdict, alg, key } = signature;
  const texts = Object.entries(claims).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  // Short values are found under a secret's name alone.
  const masked = maskParameters(texts, known).map(({ name, value }) => [name, value]);
  const content = maskJwt({ header, claims: { ...claims, ...Object.fromEntries(masked) } }, known);
  return { signed: { content, signature: verdict, alg, key } };
}
