import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import type { BankProfile } from '../../../../src/core/banks/bank-profile.ts';
import { recogniseBank } from '../../../../src/core/banks/recognise-bank.ts';
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { mergeFindings } from '../../../../src/core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../../../src/core/lint/lint-authorization-request.ts';
import { lintProfile } from '../../../../src/core/lint/lint-profile.ts';
import {
  buildAuthorizationRequest,
  parseAuthorizationRequest,
} from '../../../../src/core/oauth/authorization-request.ts';
import { carriedRequest } from '../../../../src/core/oauth/carried-request.ts';
import { requestCarriage } from '../../../../src/core/oauth/request-carriage.ts';
import { buildRequestObject } from '../../../../src/core/oauth/request-object.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';
import { FAKE_SECRETS, FAKE_STATE, planOf, RFC7636_CHALLENGE } from '../../../fixtures/profiles.ts';
import { fakeToken } from '../../../fixtures/tokens.ts';

const shipped = resolvedCatalogue;

interface Use {
  profile: BankProfile;
  environment: string;
  variables: Record<string, string>;
}

/** Errors and warnings, in words: what the command line says of a URL. */
function complaints(url: string, use: Use | undefined = recogniseBank(url, shipped)): string[] {
  const request = parseAuthorizationRequest(url);
  if (!request) throw new Error(`no URL: ${url}`);
  const ofBank = use
    ? lintProfile({ ...use, others: shipped, request: { url, role: 'authorize' } })
    : [];
  return mergeFindings(lintAuthorizationRequest({ request, ...use }), ofBank)
    .filter(({ severity }) => severity !== 'info')
    .map((finding) => `${finding.id}: ${describeFinding(finding, english).seen}`);
}

const REDIRECT = 'redirect_uri=https%3A%2F%2Ftpp.example%2Fcb';
const PKCE = `code_challenge=${RFC7636_CHALLENGE}&code_challenge_method=S256`;
const STET = `response_type=code&client_id=PSDFR-ACPR-12345&${REDIRECT}&state=${FAKE_STATE}`;
const CODE = `response_type=code&client_id=my-client&${REDIRECT}&state=${FAKE_STATE}`;
const OP = `response_type=code&client_id=3f2b8c1e-9d47-4a6b-8e15-7c0d2f9a6b34&${REDIRECT}&state=${FAKE_STATE}`;
const sandbox = 'https://www.17515.sandbox.api.89c3.com/stet/psd2/oauth/authorize';

/** Written as people write them: by other libraries, in another order, with more or less encoded. */
const BY_HAND = [
  `${sandbox}?${STET}&scope=aisp`,
  `${sandbox}?scope=aisp&${STET}`,
  `${sandbox.replace('17515', '13807')}?${STET}&scope=aisp`,
  `${sandbox.replace('17515', '12579')}?${STET}&scope=aisp&nonce=FAKE-nonce`,
  `${sandbox.replace('89c3.com', '89C3.com')}?${STET}&scope=aisp`,
  `${sandbox.replace('sandbox', 'live')}?${STET}&scope=aisp`,
  `${sandbox}?${STET.replace('PSDFR-ACPR-12345', '1PSDFR-ACP-12345-0-ABCD')}&scope=aisp`,
  `${sandbox}?${STET.replace(FAKE_STATE, '3f2b8c1e-9d47-4a6b-8e15-7c0d2f9a6b34')}&scope=aisp`,
  `${sandbox}?${STET.replace(FAKE_STATE, '0123456789abcdef0123456789abcdef')}&scope=aisp`,
  `${sandbox}?${STET.replace('https%3A%2F%2Ftpp.example%2Fcb', 'https://tpp.example/cb')}&scope=aisp`,
  `${sandbox}?${STET.replace('cb&', 'cb%3Fbank%3Done%26x%3Da%2520b&')}&scope=aisp`,
  `https://auth.sandbox.openbankingplatform.com/connect/authorize?${OP}&scope=accountinformation%20private&acr_values=idp:ESSESESS%20consentId:c1%20consentAuthorisationId:a1`,
  `https://auth.openbankingplatform.com/connect/authorize?${OP}&scope=accountinformation%20corporate&acr_values=idp%3ASWEDSESS%20consentId%3Ac1%20consentAuthorisationId%3Aa1`,
  `https://login.nobody.example/authorize?${CODE}&scope=openid%20profile&nonce=FAKE-nonce&${PKCE}`,
  `https://login.nobody.example/authorize?${CODE}&scope=openid+profile&nonce=FAKE-nonce&${PKCE}`,
  `https://login.nobody.example/authorize?${CODE}&scope=AIS:consent-1&${PKCE}`,
  `https://login.nobody.example/authorize?${CODE.replace('code', 'code%20id_token')}&scope=openid&nonce=FAKE-nonce&${PKCE}`,
  `https://login.nobody.example/authorize?client_id=my-client&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3AFAKE`,
  `http://localhost:8080/authorize?${CODE.replace('https%3A%2F%2Ftpp.example', 'http%3A%2F%2F127.0.0.1%3A3000')}&scope=a&${PKCE}`,
  `https://login.nobody.example:8443/a/b/authorize?tenant=1&${CODE}&${PKCE}&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example`,
];

/** One use of each environment of a profile that has a redirect, with a bank that the environment serves. */
function usesOf(profile: BankProfile): Use[] {
  const { grants, environments, bankVariable, variables } = profile;
  if (!grants.authorization_code) return [];
  return Object.keys(environments).flatMap((environment) => {
    const options = bankVariable === undefined ? undefined : variables[bankVariable]?.options;
    if (bankVariable === undefined || !options) return [{ profile, environment, variables: {} }];
    const served = options.find((one) => one.environments?.includes(environment) ?? true);
    return served ? [{ profile, environment, variables: { [bankVariable]: served.key } }] : [];
  });
}

/** What earlier steps would have brought: ids, and an address that means nothing outside the bank. */
function captured({ requests }: BankProfile): Record<string, string> {
  const captures = Object.values(requests).flatMap((request) => request.captures ?? []);
  return Object.fromEntries(
    captures.map(({ name, path }) => [
      name,
      /href|url|location/i.test(path + name) ? 'https://login.bank.example/s/FAKE' : 'FAKE-1',
    ]),
  );
}

async function builtUrl({ profile, environment, variables }: Use): Promise<string | undefined> {
  const { draft } = planOf(profile.id, { environment, variables });
  const plan = { profile, draft };
  const ids = captured(profile);
  const built = await buildAuthorizationRequest(plan, FAKE_SECRETS, ids);
  if (!built.ok) return undefined;
  if (!requestCarriage(plan).object) return built.value.url;
  const moment = { now: 1_795_262_400, jti: 'FAKE-jti', captured: ids };
  const { header, claims } = buildRequestObject(plan, built.value, moment);
  return carriedRequest(plan, built.value, 'request', fakeToken(header, claims)).url;
}

const built: [string, string, Use][] = [];
for (const use of shipped.flatMap(usesOf)) {
  const url = await builtUrl(use);
  if (url === undefined) continue;
  // Pushed first; what is opened then is two parameters.
  if (use.profile.pushedRequests === 'required') continue;
  built.push([`${use.profile.id}, ${use.environment}`, url, use]);
}

describe('a correct URL raises neither an error nor a warning', () => {
  it.each(BY_HAND)('%s', (url) => {
    expect(complaints(url)).toEqual([]);
  });

  it.each(built)('as it is built for %s', (_bank, url, use) => {
    expect(complaints(url, use)).toEqual([]);
  });

  it('at forty banks or more', () => {
    expect(BY_HAND.length).toBeGreaterThanOrEqual(20);
    expect(BY_HAND.length + built.length).toBeGreaterThanOrEqual(40);
  });
});
