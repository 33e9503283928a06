import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import type { Grant } from '../../../../src/core/banks/grant.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
} from '../../../../src/core/oauth/authorization-request.ts';
import { carriedRequest } from '../../../../src/core/oauth/carried-request.ts';
import type { HttpRequest } from '../../../../src/core/oauth/http-message.ts';
import { buildPushedRequest } from '../../../../src/core/oauth/pushed-request.ts';
import { requestCarriage } from '../../../../src/core/oauth/request-carriage.ts';
import type { FlowPlan } from '../../../../src/core/oauth/request-draft.ts';
import { buildRequestObject } from '../../../../src/core/oauth/request-object.ts';
import { statusRequest } from '../../../../src/core/oauth/status-request.ts';
import { buildWorkerRequest } from '../../../../src/core/oauth/token-request.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';
import { RFC7636_CHALLENGE, RFC7636_VERIFIER } from '../../../fixtures/profiles.ts';

/**
 * Every request that every profile can build, byte for byte. The table is reviewed against what the
 * banks' guides say: a change of a profile shows up as a change of lines here.
 */
const TABLE = fileURLToPath(new URL('../../../fixtures/golden-requests.txt', import.meta.url));

const SECRETS = { state: 'STATE', nonce: 'NONCE', codeVerifier: RFC7636_VERIFIER };
const FLOW = {
  clientSecret: 'FAKE-SECRET',
  state: SECRETS.state,
  nonce: SECRETS.nonce,
  code: 'FAKE-CODE',
  refreshToken: 'FAKE-REFRESH-TOKEN',
  accessToken: 'FAKE-ACCESS-TOKEN',
  clientToken: 'FAKE-CLIENT-TOKEN',
  token: 'FAKE-TOKEN',
  tokenTypeHint: 'access_token',
  requestId: '00000000-0000-4000-8000-000000000000',
  consentUntil: '2027-02-19',
};

const PKCE = {
  codeVerifier: RFC7636_VERIFIER,
  codeChallenge: RFC7636_CHALLENGE,
  codeChallengeMethod: 'S256',
};

/** What steps would have brought: an address where one is used as such, an id else. */
function captured({ requests }: BankProfile): Record<string, string> {
  const names = Object.values(requests).flatMap(({ captures = [] }) =>
    captures.map(({ name }) => name),
  );
  const open = Object.values(requests).flatMap(({ substitute = {} }) => Object.keys(substitute));
  const query = open.map((text, at) => `p${at}=${text}`).join('&');
  const isAddress = (name: string) =>
    Object.values(requests).some(({ url }) => url.startsWith(`{${name}}`));
  return Object.fromEntries(
    names.map((name) => [
      name,
      isAddress(name) ? `https://from-answer.example/${name}${query && `?${query}`}` : `${name}-1`,
    ]),
  );
}

function planOf(profile: BankProfile, environment: string, grant: Grant): FlowPlan {
  const variables = Object.fromEntries(
    Object.entries(profile.variables)
      .filter(([, { options, default: usual, optional }]) => !options && !usual && !optional)
      .map(([name]) => [name, `<${name}>`]),
  );
  return {
    profile,
    draft: {
      environment,
      variables,
      grant,
      clientAuthentication: profile.clientAuthentication[0] ?? 'none',
      clientId: profile.clientId.example,
      redirectUri: 'https://tpp.example/cb',
      scope: profile.environments[environment]?.defaults?.scope ?? profile.scope.default,
      pkce: profile.pkce !== 'undocumented',
      edits: {},
      extra: [],
    },
  };
}

function written({ method, url, headers, body }: HttpRequest): string {
  const lines = [`${method} ${url}`, ...headers.map(([name, value]) => `  ${name}: ${value}`)];
  return [...lines, ...(body === undefined ? [] : [`  ${body}`])].join('\n');
}

/** What gets to the bank for a plain request: what is signed, what is pushed, what is opened. */
function opening(plan: FlowPlan, plain: AuthorizationRequest): string {
  const carriage = requestCarriage(plan);
  const moment = { now: 0, jti: 'JTI', captured: captured(plan.profile) };
  const { header, claims } = buildRequestObject(plan, plain, moment);
  const object = carriage.object ? 'REQUEST-OBJECT' : undefined;
  const signs = plan.draft.clientAuthentication === 'private_key_jwt';
  const credentials = signs ? { clientAssertion: 'CLIENT-ASSERTION' } : {};
  const pushed = buildPushedRequest(plan, plain, object, credentials);
  const named = carriedRequest(plan, plain, 'request_uri', 'REQUEST-URI');
  const signed = carriedRequest(plan, plain, 'request', 'REQUEST-OBJECT');
  const opened = carriage.pushed ? named : carriage.object ? signed : plain;
  return [
    ...(carriage.object ? [`  ${JSON.stringify(header)}`, `  ${JSON.stringify(claims)}`] : []),
    ...(carriage.pushed && pushed.ok ? [written(pushed.value)] : []),
    `GET ${opened.url}`,
  ].join('\n');
}

async function requestsOf(profile: BankProfile, environment: string): Promise<string[]> {
  const grants = Object.keys(profile.grants) as Grant[];
  const names = new Map<string, Grant>();
  for (const grant of grants)
    for (const name of profile.grants[grant] ?? []) names.set(name, grant);
  for (const name of [profile.refresh, ...profile.calls, ...(profile.withoutOauth ?? [])]) {
    if (name !== undefined && !names.has(name)) names.set(name, grants[0] ?? 'authorization_code');
  }
  for (const role of ['introspection', 'revocation'] as const) {
    const name = statusRequest(planOf(profile, environment, 'authorization_code'), role);
    if (name !== undefined) names.set(name, grants[0] ?? 'authorization_code');
  }
  const built = [...names].map(async ([name, grant]) => {
    const plan = planOf(profile, environment, grant);
    const { transport, role } = profile.requests[name] ?? {};
    const title = `# ${name} (${transport})`;
    if (role === 'authorize') {
      // Where there is no OAuth, the page is opened all the same.
      const opens = { ...plan, profile: { ...profile, grants: { [grant]: [name] } } };
      const request = await buildAuthorizationRequest(opens, SECRETS, captured(profile));
      return `${title}\n${request.ok ? opening(opens, request.value) : JSON.stringify(request.error)}`;
    }
    const values = plan.draft.pkce ? { ...FLOW, ...PKCE } : FLOW;
    const request = buildWorkerRequest(plan, name, { ...captured(profile), ...values });
    return `${title}\n${request.ok ? written(request.value) : JSON.stringify(request.error)}`;
  });
  return Promise.all(built);
}

describe('the requests of the catalogue', () => {
  const profiles = resolvedCatalogue;

  it('are those that were reviewed', async () => {
    const blocks: string[] = [];
    for (const profile of profiles.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      for (const environment of Object.keys(profile.environments)) {
        const requests = await requestsOf(profile, environment);
        blocks.push([`## ${profile.id} · ${environment}`, ...requests].join('\n'));
      }
    }
    await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot(TABLE);
  });

  it.each(profiles.map((profile) => [profile.id, profile] as const))(
    'of %s can all be built',
    async (_id, profile) => {
      for (const environment of Object.keys(profile.environments)) {
        const requests = await requestsOf(profile, environment);
        expect(requests.length).toBeGreaterThan(0);
        expect(requests.join('\n')).not.toContain('missing_values');
        expect(requests.join('\n')).not.toMatch(/\{[a-zA-Z]+\}/);
      }
    },
  );
});
