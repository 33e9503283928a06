import type { BankProfile } from '../../../../../src/core/banks/bank-profile.ts';
import type { Finding } from '../../../../../src/core/lint/finding.ts';
import {
  lintTokenRequest,
  type TokenRequestSubject,
} from '../../../../../src/core/lint/lint-token-request.ts';
import type { HttpRequest } from '../../../../../src/core/oauth/http-message.ts';
import type { Parameter } from '../../../../../src/core/oauth/parameter.ts';
import type { RequestDraft } from '../../../../../src/core/oauth/request-draft.ts';
import { buildWorkerRequest } from '../../../../../src/core/oauth/token-request.ts';
import { planOf, RFC7636_CHALLENGE, RFC7636_VERIFIER } from '../../../../fixtures/profiles.ts';

export const NOW_MS = Date.UTC(2026, 10, 21, 12);
const NAMES = {
  exchange: 'exchange',
  refresh: 'refresh',
  client_credentials: 'clientCredentials',
} as const;

/** How a request differs from one without a fault. */
export interface Change extends Partial<Omit<TokenRequestSubject, 'request' | 'plan'>> {
  profile?: string;
  draft?: Partial<RequestDraft>;
  /** how the bank lets clients prove themselves */
  takes?: BankProfile['clientAuthentication'];
  add?: Parameter[];
  drop?: string[];
  /** behind the `?` */
  query?: string;
  request?: Partial<HttpRequest>;
  /** the address that an earlier answer named as the token endpoint */
  handedOut?: string;
}

/** Lints a request of the practice bank, changed. */
export const ask = (change: Change) => (): Finding[] => {
  const { profile = 'practice-oidc', draft, add = [], drop = [], query, ...rest } = change;
  const { takes, request: changed, purpose = 'exchange', handedOut, ...subject } = rest;
  const plan = planOf(profile, draft);
  if (takes) plan.profile.clientAuthentication = takes;
  const exchange = plan.profile.requests.exchange;
  if (handedOut !== undefined && exchange) {
    plan.profile.requests.exchange = { ...exchange, url: '{tokenAddress}' };
  }
  const built = buildWorkerRequest(plan, NAMES[purpose], {
    code: 'FAKE-code',
    codeVerifier: RFC7636_VERIFIER,
    refreshToken: 'FAKE-refresh',
    clientSecret: 'FAKE-secret',
    tokenAddress: handedOut,
  });
  if (!built.ok) throw new Error(built.error.kind);
  const kept = built.value.parameters.filter(({ name }) => !drop.includes(name));
  const parameters = [...kept, ...add];
  const request = {
    ...built.value,
    url: built.value.url + (query === undefined ? '' : `?${query}`),
    parameters,
    body: String(new URLSearchParams(parameters.map(({ name, value }) => [name, value]))),
    ...changed,
  };
  return lintTokenRequest({
    request,
    plan,
    purpose,
    nowMs: NOW_MS,
    authorizationRequest: {
      redirectUri: plan.draft.redirectUri,
      codeChallenge: RFC7636_CHALLENGE,
    },
    ...subject,
  });
};
