import type { FlowState } from '../../../core/flow/flow-state.ts';
import { plannedSteps } from '../../../core/flow/flow-steps.ts';
import { maskRequest } from '../../../core/flow/mask.ts';
import type { KnownSecret, SecretReference } from '../../../core/flow/secret.ts';
import { consentUntil } from '../../../core/oauth/consent-until.ts';
import type { HttpRequest } from '../../../core/oauth/http-message.ts';
import { buildWorkerRequest, type RequestFailure } from '../../../core/oauth/token-request.ts';
import type { Result } from '../../../core/result.ts';
import { inWords } from '../../bank-texts.ts';

/**
 * A step's request as it would go out now, for reading and for a command line: each secret stands there
 * as its mark. Fails while an earlier step has not brought what it needs.
 */
export function stepRequest(
  flow: FlowState,
  name: string,
  requestId: string,
): Result<HttpRequest, RequestFailure> {
  const { codeChallenge } = flow.started;
  const secrets = secretsInHand(flow);
  const values = Object.fromEntries(secrets.map(({ as, value }) => [as, value]));
  const built = buildWorkerRequest(flow.started.plan, name, {
    ...flow.captured,
    ...values,
    codeChallenge,
    codeChallengeMethod: codeChallenge && 'S256',
    requestId,
    consentUntil: consentUntil(flow.startedAtMs),
  });
  return built.ok ? { ok: true, value: maskRequest(built.value, secrets) } : built;
}

/** The label of a name that a step lacks: what the capture that fills it is called. */
export function missingLabel(flow: FlowState, name: string): string {
  const captures = plannedSteps(flow.started.plan).flatMap(
    ({ template }) => template.captures ?? [],
  );
  const variable = flow.started.plan.profile.variables[name];
  const capture = captures.find((one) => one.name === name);
  return inWords(capture?.label ?? variable?.label ?? name);
}

/** A refused answer keeps its code for view, and is never exchanged: not here, and not elsewhere. */
function spendable({ redirect }: FlowState): SecretReference | undefined {
  const good = redirect?.verdict === 'code' && redirect.code_use === 'unspent';
  return good ? redirect.code : undefined;
}

/** Whoever sends the request elsewhere signs the assertion there. */
const NOT_MADE_YET: SecretReference = {
  id: '',
  kind: 'client_assertion',
  length: 0,
  fingerprint: '',
};

interface NamedSecret extends KnownSecret {
  as: string;
}

/** Each secret of the flow under its template name; a stand-in takes the place of the value. */
function secretsInHand(flow: FlowState): NamedSecret[] {
  const client = flow.tokens.findLast(({ kind, step }) => kind === 'access_token' && step);
  const ofStart = (kind: SecretReference['kind']) =>
    flow.started.secrets.find((secret) => secret.kind === kind);
  const named: [string, SecretReference | undefined][] = [
    ['clientSecret', ofStart('client_secret')],
    ['state', ofStart('state')],
    ['nonce', ofStart('nonce')],
    ['codeVerifier', ofStart('code_verifier')],
    ['code', spendable(flow)],
    ['clientToken', client?.secret],
    ['clientAssertion', NOT_MADE_YET],
  ];
  return named.flatMap(([as, reference], at) =>
    reference ? [{ as, reference, value: `standin${at}for${as}` }] : [],
  );
}
