import { openedOnce } from '../../fixtures/opened-once.ts';
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import type { JWTPayload } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFlowDatabase } from '../../../src/background/storage/database.ts';
import { KeyStore } from '../../../src/background/storage/key-store.ts';
import { profileFromMetadata } from '../../../src/core/banks/import/profile-from-metadata.ts';
import { currentToken } from '../../../src/core/flow/flow-state.ts';
import { headerOf } from '../../../src/core/oauth/http-message.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { ok } from '../../../src/core/result.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openedHappening } from '../../../src/engine/open-request.ts';
import { fakeToken } from '../../fixtures/tokens.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { SECRETS } from './plans.ts';
import {
  type BankKey,
  bankKey,
  CALLBACK,
  halfHash,
  ISSUER,
  JWKS_URI,
  signedBy,
  signingPlan,
  TOKEN_ENDPOINT,
} from './signing-bank.ts';

/** The page on which these tests are listed, each with what meets it. */
const PAGE = new URL('../../../docs/fapi2-client-tests.md', import.meta.url);
const FINAL = 'fapi2-security-profile-final-client-test-';
const PAR_ENDPOINT = `${ISSUER}/par`;

class SigningEffects extends MemoryEffects {
  readonly keys = new KeyStore(openedOnce(openFlowDatabase(`fapi2-${Math.random()}`)), this.clock);
  sign: KeyStore['sign'] = (...given) => this.keys.sign(...given);
  createKey: KeyStore['create'] = (...given) => this.keys.create(...given);
}

/** The authorization server of one test: what it does other than a good one. */
interface Server {
  /** claims of the ID token; `undefined` takes one out */
  idToken?: object;
  /** signs ID tokens in place of the bank's key */
  signIdToken?: (claims: JWTPayload) => Promise<string> | string;
  /** parameters of the redirect, or claims of the JWT that it is */
  answer?: object;
  signAnswer?: (claims: JWTPayload) => Promise<string> | string;
  tokens?: object;
  /** what it wants to see in proofs; empty: nothing */
  nonce?: string;
  /** the same of the API, which has another */
  apiNonce?: string;
  /** how the API writes the scheme of its challenge */
  scheme?: string;
  /** the API takes no token before so many renewals */
  renewals?: number;
}

/** `id` of the finding and its first fact, and the step behind which nothing more goes out. */
interface Case extends Server {
  name: string;
  finding?: readonly [id: string, fact?: string];
  stops?: 'redirect' | 'tokens';
  signed?: true;
  draft?: Partial<FlowPlan['draft']>;
  profile?: Partial<FlowPlan['profile']>;
}

let key: BankKey;
let rs256: BankKey;
let stranger: BankKey;
let effects: SigningEffects;
let engine: FlowEngine;

beforeAll(async () => {
  [key, rs256, stranger] = await Promise.all([
    bankKey('PS256', 'bank-1'),
    bankKey('RS256', 'bank-2'),
    bankKey('PS256', 'bank-1'),
  ]);
});

beforeEach(() => {
  effects = new SigningEffects();
  engine = new FlowEngine(effects);
});

const seconds = () => effects.nowMs / 1000;

/** Answers as the server of a case does; what it was asked stands in `effects.sent`. */
function serve({ idToken, signIdToken, tokens, scheme = 'DPoP', renewals = 0, ...one }: Case) {
  const sign = signIdToken ?? ((claims: JWTPayload) => signedBy(key, claims));
  let count = 0;
  effects.bank = async (request) => {
    const reply = (status: number, json: object, ...headers: [string, string][]) => {
      const made = jsonAnswer(status, json, effects.nowMs);
      made.answer.headers.push(...headers);
      return ok(made);
    };
    const isApi = ![JWKS_URI, PAR_ENDPOINT, TOKEN_ENDPOINT].includes(request.url);
    const proof = headerOf(request, 'dpop')?.split('.')[1] ?? '';
    const { nonce = '' } = isApi ? { nonce: one.apiNonce } : one;
    const proven = Buffer.from(proof, 'base64url').toString().includes(nonce);
    if (request.url === JWKS_URI) return reply(200, { keys: [key.jwk, rs256.jwk] });
    if (request.url === PAR_ENDPOINT) {
      return reply(201, { request_uri: 'urn:made-up', expires_in: 60 });
    }
    if (nonce !== '' && !proven) {
      const error = 'use_dpop_nonce';
      const given: [string, string] = ['DPoP-Nonce', nonce];
      return isApi
        ? reply(401, {}, given, ['WWW-Authenticate', `${scheme} error="${error}"`])
        : reply(400, { error }, given);
    }
    if (isApi && count <= renewals && renewals > 0) {
      return reply(401, {}, ['WWW-Authenticate', 'Bearer error="invalid_token"']);
    }
    if (isApi) return reply(200, { accounts: [] });
    count += 1;
    const access_token = `fakeaccesstoken000${count}`;
    const claims = {
      iss: ISSUER,
      sub: 'FAKE-sub',
      aud: 'tpp',
      exp: seconds() + 300,
      iat: seconds(),
      nonce: SECRETS.nonce,
      at_hash: halfHash(access_token),
      ...idToken,
    };
    return reply(200, {
      access_token,
      token_type: headerOf(request, 'dpop') === undefined ? 'Bearer' : 'DPoP',
      expires_in: 300,
      scope: 'openid',
      refresh_token: `fakerefreshtoken000${count}`,
      id_token: await sign(claims),
      ...tokens,
    });
  };
}

/** The flow as far as it goes by itself: pushed, opened, answered, exchanged, the API called. */
async function run(one: Case): Promise<string> {
  serve(one);
  const { signed, answer = {}, signAnswer = (claims) => signedBy(key, claims) } = one;
  const base = signingPlan({ pushed: true, scope: 'openid', ...one.draft });
  const environments = Object.fromEntries(
    Object.entries(base.profile.environments).map(([name, environment]) => [
      name,
      {
        ...environment,
        endpoints: { ...environment.endpoints, pushedAuthorizationRequestEndpoint: PAR_ENDPOINT },
      },
    ]),
  );
  const plan = {
    ...base,
    profile: {
      ...base.profile,
      environments,
      pushedRequests: 'required' as const,
      idToken: { algorithms: ['PS256', 'ES256', 'EdDSA'] },
      ...(signed && { redirectAnswer: { mode: 'query' as const, signed: ['PS256', 'ES256'] } }),
      ...one.profile,
    },
  };
  const secrets = { ...SECRETS, clientSecret: 'FAKE-secret-0001' };
  const options = { bank: 'Made up', onErrors: 'send_anyway' } as const;
  const reply = await engine.startAuthorization(plan, secrets, options);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { flowId } = reply.value;
  await effects.journal.append(flowId, openedHappening(reply.value, 'new_tab'));
  const good = { code: 'fakecode0001', state: SECRETS.state, iss: ISSUER };
  const query = signed
    ? {
        response: await signAnswer({ ...good, aud: 'tpp', exp: seconds() + 60, ...answer }),
      }
    : { ...good, ...answer };
  const written = Object.entries(query).filter(([, value]) => value !== undefined);
  const url = `${CALLBACK}?${new URLSearchParams(written as [string, string][])}`;
  await engine.acceptRedirect({ url, via: 'navigation' });
  await engine.exchangeCode(flowId, 'send_anyway');
  await callApi(flowId);
  return flowId;
}

async function callApi(flowId: string) {
  const flow = await engine.read(flowId);
  const token = flow && currentToken(flow, 'access_token');
  return engine.callApi(flowId, 'api', token?.secret.id ?? '', 'ask');
}

const urls = () => effects.sent.map(({ url }) => url.replace(ISSUER, ''));
const API = '/api/accounts';
const at = (from: number) => Date.UTC(2026, 10, 21, 12) / 1000 + from;

const of = (suffix: string, rest: Omit<Case, 'name'>): Case => ({ name: FINAL + suffix, ...rest });
const idToken = (suffix: string, claims: object, fact: string): Case =>
  of(suffix, { idToken: claims, finding: ['ID01', fact], stops: 'tokens' });
const answer = (suffix: string, claims: object, id: string): Case =>
  of(suffix, { answer: claims, finding: [id], stops: 'redirect' });
const jarm = (suffix: string, claims: object, fact: string): Case =>
  of(`ensure-jarm-${suffix}`, {
    signed: true,
    answer: claims,
    finding: ['AP22', fact],
    stops: 'redirect',
  });

const REFUSED: readonly Case[] = [
  idToken('invalid-iss', { iss: 'https://other.example' }, 'iss'),
  idToken('invalid-aud', { aud: 'other' }, 'aud'),
  idToken('invalid-secondary-aud', { aud: ['tpp', 'other'] }, 'azp'),
  of('invalid-null-alg', {
    signIdToken: (claims) => fakeToken({ alg: 'none' }, claims),
    finding: ['ID01', 'alg'],
    stops: 'tokens',
  }),
  of('invalid-alternate-alg', {
    signIdToken: (claims) => signedBy(rs256, claims),
    finding: ['ID01', 'alg'],
    stops: 'tokens',
  }),
  idToken('invalid-expired-exp', { exp: at(-300) }, 'exp'),
  idToken('invalid-missing-exp', { exp: undefined }, 'exp'),
  idToken('invalid-missing-aud', { aud: undefined }, 'aud'),
  idToken('invalid-missing-iss', { iss: undefined }, 'iss'),
  idToken('invalid-nonce', { nonce: 'FAKE-other-nonce' }, 'nonce'),
  idToken('invalid-missing-nonce', { nonce: undefined }, 'nonce'),
  answer('invalid-authorization-response-iss', { iss: 'https://other.example' }, 'AP09'),
  answer('remove-authorization-response-iss', { iss: undefined }, 'AP10'),
  answer('ensure-authorization-response-with-invalid-state-fails', { state: 'FAKE' }, 'AP03'),
  answer(
    'ensure-authorization-response-with-invalid-missing-state-fails',
    { state: undefined },
    'AP02',
  ),
  jarm('without-iss-fails', { iss: undefined }, 'iss'),
  jarm('with-invalid-iss-fails', { iss: 'https://other.example' }, 'iss'),
  jarm('without-aud-fails', { aud: undefined }, 'aud'),
  jarm('with-invalid-aud-fails', { aud: 'other' }, 'aud'),
  jarm('without-exp-fails', { exp: undefined }, 'exp'),
  jarm('with-expired-exp-fails', { exp: at(-300) }, 'exp'),
  {
    ...jarm('with-invalid-sig-fails', {}, 'signature'),
    signAnswer: (claims) => signedBy(stranger, claims),
  },
  {
    ...jarm('signature-is-not-none', {}, 'alg'),
    signAnswer: (claims) => fakeToken({ alg: 'none' }, claims),
  },
  {
    name: 'fapi2-security-profile-id2-client-test-invalid-openbanking-intent-id',
    idToken: { openbanking_intent_id: 'FAKE-other' },
    draft: {
      requestObject: true,
      clientKey: { id: 'client', algorithms: ['ES256'], kid: 'client' },
      variables: { consentId: 'FAKE-consent' },
    },
    profile: {
      variables: {
        practicePort: { label: 'Port', default: '8489' },
        consentId: { label: 'Consent' },
      },
      requestObject: {
        requirement: 'required',
        algorithms: ['ES256'],
        claims: [{ name: 'claims.id_token.openbanking_intent_id.value', value: '{consentId}' }],
      },
    },
    finding: ['ID01', 'openbanking_intent_id'],
    stops: 'tokens',
  },
];

const TAKEN: readonly Case[] = [
  of('happy-path', { draft: { dpop: true }, nonce: 'FAKE-nonce-1' }),
  of('happy-path-no-dpop-nonce', { draft: { dpop: true } }),
  of('valid-aud-as-array', { idToken: { aud: ['tpp'] } }),
  of('token-endpoint-response-without-expires_in', { tokens: { expires_in: undefined } }),
  of('token-type-case-insensitivity', { draft: { dpop: true }, tokens: { token_type: 'dPoP' } }),
  of('rs-dpop-auth-scheme-case-insensitivity', {
    draft: { dpop: true },
    apiNonce: 'FAKE-nonce-2',
    scheme: 'dPoP',
  }),
];

const named = (cases: readonly Case[]) => cases.map((one) => [one.name, one] as const);

describe('refused', () => {
  it.each(named(REFUSED))('%s', async (_name, one) => {
    const { privateKey } = await crypto.subtle.generateKey(
      { name: 'ECDSA', namedCurve: 'P-256' },
      true,
      ['sign', 'verify'],
    );
    const jwk = await crypto.subtle.exportKey('jwk', privateKey);
    await effects.keys.save('client', jwk as Record<string, string>, {
      ES256: { name: 'ECDSA', namedCurve: 'P-256' },
    });
    const flow = await engine.read(await run(one));
    const findings =
      one.stops === 'redirect'
        ? flow?.redirect?.findings
        : flow?.calls.find(({ purpose }) => purpose === 'exchange')?.findings;
    const errors = (findings ?? []).filter(({ severity }) => severity === 'error');
    const [id, fact] = one.finding ?? [];
    const met = errors.find(
      (error) => error.id === id && [error.facts[0], undefined].includes(fact),
    );
    expect(met, JSON.stringify(errors)).toBeDefined();
    const allowed = one.stops === 'redirect' ? ['/par', '/jwks'] : ['/par', '/jwks', '/token'];
    expect(urls().filter((url) => !allowed.includes(url))).toEqual([]);
    expect(flow?.phase).toBe(one.stops === 'redirect' ? 'refused_by_us' : 'tokens_received');
    const { flowId = '' } = flow ?? {};
    const further = await (one.stops === 'redirect'
      ? engine.exchangeCode(flowId, 'send_anyway')
      : callApi(flowId));
    const refusal = one.stops === 'redirect' ? 'nothing_to_send' : 'has_errors';
    expect(further).toMatchObject({ ok: false, error: { kind: refusal } });
  });
});

describe('taken', () => {
  it.each(named(TAKEN))('%s', async (_name, one) => {
    const flow = await engine.read(await run(one));
    expect(flow?.phase).toBe('tokens_received');
    expect(flow?.calls.at(-1)).toMatchObject({ purpose: 'api', outcome: 'api_ok' });
    expect(flow?.calls.flatMap(({ findings }) => findings).filter(isError)).toEqual([]);
    const times = (wanted: string) => urls().filter((url) => url === wanted).length;
    expect([times('/token'), times(API)]).toEqual([one.nonce ? 2 : 1, one.apiNonce ? 2 : 1]);
  });

  it('fapi2-security-profile-final-client-refresh-token-test', async () => {
    const one = { name: '', renewals: 2 };
    const flowId = await run(one);
    expect((await engine.read(flowId))?.calls.at(-1)?.outcome).toBe('api_refused');
    await engine.refresh(flowId);
    await engine.refresh(flowId);
    expect(await callApi(flowId)).toMatchObject({ ok: true });
    const flow = await engine.read(flowId);
    expect(flow?.calls.at(-1)?.outcome).toBe('api_ok');
    const renewals = effects.sent.filter(({ body = '' }) => body.includes('refresh_token='));
    expect(new Set(renewals.map(({ body }) => body)).size).toBe(2);
  });
});

const METADATA = {
  issuer: 'https://bank.example',
  authorization_endpoint: 'https://bank.example/authorize',
  token_endpoint: 'https://bank.example/token',
  token_endpoint_auth_methods_supported: ['tls_client_auth'],
};
const DOCUMENT = 'https://bank.example/.well-known/openid-configuration';

describe('metadata', () => {
  it(`${FINAL}discovery-issuer-mismatch`, () => {
    const read = profileFromMetadata(
      { ...METADATA, issuer: 'https://other.example' },
      DOCUMENT,
      'x',
    );
    expect(read).toMatchObject({ ok: true, value: { issuer: { kind: 'differs' } } });
    const same = profileFromMetadata(METADATA, DOCUMENT, 'x');
    expect(same).toMatchObject({ ok: true, value: { issuer: { kind: 'same' } } });
  });

  it(`${FINAL}happy-path-no-mtls-endpoint-aliases`, () => {
    const tokenEndpointOf = (more: object) => {
      const read = profileFromMetadata({ ...METADATA, ...more }, DOCUMENT, 'x');
      return JSON.stringify(read).match(/"tokenEndpoint":"([^"]*)"/)?.[1];
    };
    expect(tokenEndpointOf({})).toBe(METADATA.token_endpoint);
    const mtls_endpoint_aliases = { token_endpoint: 'https://mtls.bank.example/token' };
    expect(tokenEndpointOf({ mtls_endpoint_aliases })).toBe(mtls_endpoint_aliases.token_endpoint);
  });
});

it('are those of the page, each with its finding', () => {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `fapi2-'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const listed = rows.map(([, name = '']) => name.replaceAll('`', ''));
  const others = ['client-refresh-token-test', 'client-test-discovery-issuer-mismatch'];
  const here = [
    ...[...REFUSED, ...TAKEN].map(({ name }) => name),
    ...others.map((name) => `fapi2-security-profile-final-${name}`),
    `${FINAL}happy-path-no-mtls-endpoint-aliases`,
  ];
  expect(listed.toSorted()).toEqual(here.toSorted());
  for (const { name, finding } of REFUSED) {
    const row = rows.find(([, cell]) => cell === `\`${name}\``);
    expect(row?.[3], name).toContain(finding?.[0]);
  }
});

function isError({ severity }: { severity: string }): boolean {
  return severity === 'error';
}
