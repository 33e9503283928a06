import { templateValues } from '../core/banks/request-values.ts';
import { fillTemplate } from '../core/banks/template.ts';
import { capturedOf } from '../core/flow/captured-of.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { type Finding, hasError } from '../core/lint/finding.ts';
import { lintVerification } from '../core/lint/lint-verification.ts';
import { applyRules } from '../core/lint/rule.ts';
import { notVerified } from '../core/lint/rules/not-verified.ts';
import { buildAuthorizationRequest } from '../core/oauth/authorization-request.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { requestCarriage } from '../core/oauth/request-carriage.ts';
import type { TokenMembers } from '../core/oauth/token-response.ts';
import { type Claims, decodeToken } from '../core/tokens/decode-jwt.ts';
import { checkIdToken, type IdTokenExpectation } from '../core/tokens/verify/id-token-checks.ts';
import { plainText } from '../core/tokens/verify/jwk.ts';
import type { TokenCheck } from '../core/tokens/verify/token-check.ts';
import type { KeyVerdict } from '../core/tokens/verify/try-keys.ts';
import { keysAddress, verifyByBank } from './bank-keys.ts';
import type { Effects } from './effects.ts';
import { expectedSecret, planIssuer, startingSecret } from './flow-plan.ts';

/** What is known of an ID token that came. */
interface CheckedIdToken {
  findings: Finding[];
  /** name of the bank's key that verified it; absent where it was not verified, or is not good */
  verifiedBy?: string | undefined;
}

/**
 * Checks the ID token of an answer: its signature by the bank's keys, and its claims. Nothing is found where the
 * profile does not say where those keys are; the signature of a page's own flow is left to who looks at the token.
 *
 * @see OpenID Connect Core §3.1.3.7, §12.2
 */
export async function checkReceivedIdToken(
  effects: Effects,
  flow: FlowState,
  { purpose, request }: { purpose: string; request: HttpRequest },
  { id_token: token, access_token: accessToken }: TokenMembers,
): Promise<CheckedIdToken> {
  const { plan, watched } = flow.started;
  if (token === undefined || keysAddress(plan) === '') return { findings: [] };
  const nowMs = effects.clock.nowMs();
  const decoded = decodeToken(token);
  // The client alone can open it, and does so where the token is looked at.
  if (decoded.kind === 'jwe') return { findings: [] };
  const { header = {}, claims } = decoded.kind === 'jwt' ? decoded : {};
  if (!claims) {
    const checks = [failed('JWT', decoded.kind, 'header.claims.signature')];
    return { findings: verdictOf(undefined, checks) };
  }
  const sent =
    purpose === 'exchange' || claims.nonce ? await sentValues(effects, flow, claims) : {};
  const { nonce, state } = sent;
  const checks = await checkIdToken(
    header,
    claims,
    {
      issuer: planIssuer(plan),
      clientId: plan.draft.clientId,
      accessToken,
      ...(nonce && { nonce }),
      ...(purpose === 'exchange' && { state, code: valuesOf(request.parameters, 'code')[0] }),
    },
    nowMs,
    crypto.subtle,
  );
  checks.push(...checkAskedClaims(flow, claims));
  if (watched) return { findings: verdictOf(undefined, checks) };
  const listed = plan.profile.idToken?.algorithms;
  const signature = await verifyByBank(effects, plan, token, listed);
  const { verdict, why } = signature;
  if (verdict === 'no_keys' || why === 'engine') {
    const told = applyRules([notVerified], { token, decoded, nowMs, expected: {} });
    const unverified = told.map((one) => ({ ...one, severity: 'warn' as const }));
    return { findings: [...unverified, ...verdictOf(undefined, checks)] };
  }
  if (why === 'none' || why === 'alg') {
    checks.push(failed('alg', header.alg, listed?.join(', ') || 'PS256, ES256'));
  } else if (why) {
    checks.push(failed(why, header[why], '–'));
  }
  if (verdict === 'no_key' && signature.mismatches.length === 0) {
    const needs = plainText(header.kid);
    signature.mismatches.push({ what: 'kid', key: '–', has: '–', needs });
  }
  const findings = verdictOf(signature, checks);
  const good = verdict === 'good' && !hasError(findings);
  return { findings, ...(good && { verifiedBy: signature.key }) };
}

/**
 * Claims of the ID token that the request object asks for with their values, e.g. the consent it is for.
 *
 * @see OpenID Connect Core §5.5.1, Open Banking Security Profile §5.2.4 (`openbanking_intent_id`)
 */
function checkAskedClaims({ started, captured }: FlowState, claims: Claims): TokenCheck[] {
  const { profile, draft } = started.plan;
  if (!requestCarriage(started.plan).object) return [];
  const values = templateValues(profile, draft.environment, draft.variables, captured) ?? {};
  const { edits } = draft;
  return (profile.requestObject?.claims ?? []).flatMap(({ name, value }) => {
    const claim = /^claims\.id_token\.(.+)\.value$/.exec(name)?.[1];
    const asked = Object.hasOwn(edits, name) ? edits[name] : fillTemplate(value, values);
    const expected = claim && asked;
    return expected && claims[claim] !== expected ? failed(claim, claims[claim], expected) : [];
  });
}

function verdictOf(verification: KeyVerdict | undefined, idChecks: TokenCheck[]): Finding[] {
  return lintVerification({ kind: 'jwt', verification, idChecks, bindingChecks: [] });
}

function failed(name: string, seen: unknown, expected: string): TokenCheck {
  return { name, outcome: 'failed', seen, expected };
}

/** Nonce and state as the authorization request carried them: a person may have typed others, or taken them out. */
async function sentValues(
  { vault }: Effects,
  flow: FlowState,
  claims: Claims,
): Promise<Pick<IdTokenExpectation, 'nonce' | 'state'>> {
  const returned = typeof claims.nonce === 'string' ? claims.nonce : undefined;
  const nonce = flow.started.imported
    ? undefined
    : await expectedSecret(vault, flow, 'nonce', returned);
  const state = await startingSecret(vault, flow, 'state');
  if (flow.started.watched) return { nonce, state };
  const secrets = { state: state ?? '', nonce: nonce ?? '', codeVerifier: '-' };
  const built = await buildAuthorizationRequest(flow.started.plan, secrets, capturedOf(flow));
  const parameters = built.ok ? built.value.parameters : [];
  return { nonce: valuesOf(parameters, 'nonce')[0], state: valuesOf(parameters, 'state')[0] };
}
