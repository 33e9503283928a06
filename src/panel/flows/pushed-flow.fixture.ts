/** A flow whose request is signed and pushed, whose answer is signed, and whose token is bound to its key. */

import type { Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import type { Finding } from '../../core/lint/finding.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import {
  answer,
  answered,
  bankHost,
  codeCaptured,
  prepared,
  sent,
  started,
  startMs,
} from './example-flow.fixture.ts';

const at = startMs / 1000;
const clientId = 'PSDFR-ACPR-12345';
const redirectUri = 'http://app.localhost:8489/callback';
const thumbprint = 'made-up-thumbprint-of-the-flows-own-key-000';
const jwk = { kty: 'EC', crv: 'P-256', x: 'made-up-x', y: 'made-up-y' };
/** Where the pushed request is to be had. */
export const requestUri = 'urn:ietf:params:oauth:request_uri:made-up-reference-1';
export const endsAtMs = startMs + 150_000;

const state = '{{state#57a7e000}}';
const challenge = 'made-up-challenge-0123456789-0123456789-012';

export const requestObject = {
  header: { alg: 'PS256', kid: 'made-up-key', typ: 'oauth-authz-req+jwt' },
  claims: {
    iss: clientId,
    aud: bankHost,
    iat: at,
    nbf: at,
    exp: at + 300,
    jti: 'made-up-object-id',
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'aisp',
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    authorization_details: [{ type: 'account_information', access: { accounts: [] } }],
  },
};

const assertion = {
  header: { alg: 'PS256', kid: 'made-up-key', typ: 'JWT' },
  claims: { iss: clientId, sub: clientId, aud: bankHost, jti: 'made-up-id', iat: at, exp: at + 60 },
};

const proof = (method: string, url: string, nonce?: string, ath?: string) => ({
  header: { alg: 'ES256', typ: 'dpop+jwt', jwk },
  claims: {
    jti: `made-up-proof-${nonce ?? 'first'}`,
    htm: method,
    htu: url,
    iat: at + 71,
    ...(nonce !== undefined && { nonce }),
    ...(ath !== undefined && { ath }),
  },
});

/** The plan's start, with what the flow is to do. */
export function startedFapi(change: Partial<HappeningOf<'started'>> = {}): Happening {
  const start = started({
    secrets: [
      { id: 'example-state', kind: 'state', length: 43, fingerprint: '57a7e000' },
      { id: 'example-verifier', kind: 'code_verifier', length: 43, fingerprint: 'c0de7e57' },
    ],
    codeChallenge: challenge,
    dpopKey: { id: 'dpop:example', alg: 'ES256', jwk, thumbprint },
    ...change,
  });
  if (start.kind !== 'started') throw new Error('not a start');
  const { plan } = start;
  const { practice } = plan.profile.environments;
  const endpoints = practice?.endpoints ?? {};
  return {
    ...start,
    plan: {
      profile: {
        ...plan.profile,
        pushedRequests: 'required',
        environments: {
          ...plan.profile.environments,
          ...(practice && {
            practice: {
              ...practice,
              endpoints: { ...endpoints, pushedAuthorizationRequestEndpoint: `${bankHost}/par` },
            },
          }),
        },
      },
      draft: { ...plan.draft, pushed: true, requestObject: true, dpop: true, pkce: true },
    },
  };
}

const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];
const DPOP: [string, string] = ['DPoP', '{{masked#}}'];

function form(url: string, parameters: Record<string, string>, headers: [string, string][]) {
  const pairs = Object.entries(parameters);
  return {
    method: 'POST',
    url,
    headers,
    parameters: pairs.map(([name, value]) => ({ name, value })),
    body: pairs
      .map(([name, value]) => `${name}=${/^\{\{/.test(value) ? value : encodeURIComponent(value)}`)
      .join('&'),
  } satisfies HttpRequest;
}

const PROVES = {
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: '{{client_assertion#a55e7701}}',
};

/** The request is pushed as one object. */
export function preparedPush(callId: string, change: Partial<HappeningOf<'call_prepared'>> = {}) {
  return {
    kind: 'call_prepared',
    callId,
    purpose: 'push',
    name: 'push',
    request: form(
      `${bankHost}/par`,
      { client_id: clientId, request: '{{request_object#4e90b701}}', ...PROVES },
      [FORM, ['Accept', 'application/json']],
    ),
    assertion,
    requestObject,
    findings: [],
    ...change,
  } satisfies HappeningOf<'call_prepared'>;
}

/** The same, parameter by parameter. */
export function preparedPlainPush(callId: string) {
  const { requestObject: _none, ...plain } = preparedPush(callId);
  const request = form(
    `${bankHost}/par`,
    {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'aisp',
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...PROVES,
    },
    [FORM],
  );
  return { ...plain, request } satisfies Happening;
}

export function pushed(callId: string, uri = requestUri, end = endsAtMs): Happening {
  const seconds = Math.round((end - startMs) / 1000);
  return answered(callId, {
    answer: answer({
      status: 201,
      body: `{"request_uri":"${uri}","expires_in":${seconds}}`,
      receivedAtMs: startMs + 12,
      durationMs: 61,
    }),
    outcome: 'pushed',
    pushed: { requestUri: uri, endsAtMs: end },
    tokens: [],
  });
}

const pushRefusal: Finding = {
  id: 'TE01',
  slug: 'token-error-known',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9126 §2.3',
  facts: ['invalid_request_object', '400', 'The audience is wrong'],
};

export function pushRefused(callId: string): Happening {
  return answered(callId, {
    answer: answer({
      status: 400,
      body: '{"error":"invalid_request_object","error_description":"The audience is wrong"}',
    }),
    outcome: 'error',
    findings: [pushRefusal],
    tokens: [],
  });
}

export function openedPushed(
  how: HappeningOf<'opened'>['how'] = 'new_tab',
  uri = requestUri,
): Happening {
  const url = `${bankHost}/stet/psd2/oauth/authorize?client_id=${clientId}&request_uri=${encodeURIComponent(uri)}`;
  return { kind: 'opened', how, url, ...(how === 'copied' ? {} : { tabId: 7 }) };
}

/** The request object in the address itself. */
export function openedObject(): Happening {
  const url = `${bankHost}/stet/psd2/oauth/authorize?client_id=${clientId}&response_type=code&scope=aisp+cards&request={{request_object#4e90b701}}`;
  return { kind: 'opened', how: 'new_tab', url, tabId: 7, requestObject };
}

/** The answer of the redirect as a JWT. */
export function signedRedirect(
  signature: NonNullable<HappeningOf<'redirect_captured'>['signed']>['signature'] = 'good',
  findings: Finding[] = [],
): HappeningOf<'redirect_captured'> {
  const { code, ...captured } = codeCaptured;
  return {
    ...captured,
    via: 'navigation',
    status: 303,
    response: { ...captured.response, query: [{ name: 'response', value: '{{masked#}}' }] },
    findings,
    verdict: findings.length > 0 ? 'refused' : 'code',
    ...(code && { code }),
    signed: {
      content: {
        header: { alg: 'PS256', kid: 'bank-key-1' },
        claims: {
          iss: bankHost,
          aud: clientId,
          exp: at + 600,
          code: '{{authorization_code#acc0de01}}',
          state,
        },
      },
      signature,
      alg: 'PS256',
      key: 'bank-key-1',
    },
  };
}

/** What is wrong with a signed answer, check by check. */
export const jarmFinding = (...facts: string[]): Finding => ({
  id: 'AP22',
  slug: 'jarm-invalid',
  severity: 'error',
  actor: 'bank',
  source: 'JARM §2.4',
  facts,
});

const tokenUrl = `${bankHost}/stet/psd2/oauth/token`;

/** A token request with a proof of the flow's key. */
export function preparedProof(callId: string, nonce?: string): HappeningOf<'call_prepared'> {
  return {
    kind: 'call_prepared',
    callId,
    purpose: 'exchange',
    name: 'exchange',
    uses: 'example-authorization_code',
    request: form(
      tokenUrl,
      {
        grant_type: 'authorization_code',
        code: '{{authorization_code#acc0de01}}',
        redirect_uri: redirectUri,
        code_verifier: '{{code_verifier#c0de7e57}}',
        ...PROVES,
      },
      [FORM, DPOP],
    ),
    assertion,
    proof: proof('POST', tokenUrl, nonce),
    findings: [],
  };
}

const NONCE: [string, string] = ['DPoP-Nonce', 'made-up-nonce-of-the-bank'];

/** The bank only asks for its nonce. */
export function nonceWanted(callId: string): Happening {
  return answered(callId, {
    answer: answer({
      status: 400,
      headers: [['Content-Type', 'application/json'], NONCE],
      body: '{"error":"use_dpop_nonce","error_description":"nonce is required in DPoP proof"}',
      durationMs: 38,
    }),
    outcome: 'nonce_wanted',
    findings: [
      {
        id: 'TE06',
        slug: 'dpop-nonce',
        severity: 'info',
        actor: 'extension',
        source: 'RFC 9449 §8',
        facts: ['25'],
      },
    ],
    tokens: [],
  });
}

/** Tokens, bound as the given `cnf` says. */
export function boundTokens(
  callId: string,
  cnf: Record<string, string> | undefined = { jkt: thumbprint },
  tokenType = 'DPoP',
): Happening {
  const receivedAtMs = startMs + 71_143;
  return answered(callId, {
    answer: answer({
      body: `{"access_token":"{{access_token#acce5501}}","token_type":"${tokenType}","expires_in":3600,"scope":"aisp"}`,
    }),
    tokens: [
      {
        secret: {
          id: 'example-access_token',
          kind: 'access_token',
          length: 812,
          fingerprint: 'acce5501',
        },
        kind: 'access_token',
        token_type: tokenType,
        expires_in: 3600,
        receivedAtMs,
        jwt: {
          header: { alg: 'PS256', typ: 'at+jwt', kid: 'bank-key-1' },
          claims: {
            iss: bankHost,
            sub: 'made-up-customer',
            aud: `${bankHost}/api`,
            client_id: clientId,
            iat: at + 71,
            exp: at + 3671,
            ...(cnf && { cnf }),
          },
        },
      },
    ],
  });
}

/** An API call with a proof that names the token it goes with. */
export function preparedBoundCall(callId: string): Happening {
  const call = prepared(callId, 'api') as HappeningOf<'call_prepared'>;
  const { request } = call;
  return {
    ...call,
    request: {
      ...request,
      headers: [
        ['Accept', 'application/json'],
        ['Authorization', 'DPoP {{access_token#acce5501}}'],
        DPOP,
      ],
    },
    proof: proof('GET', request.url, 'made-up-nonce-of-the-bank', 'made-up-hash-of-the-token'),
  };
}

export const pushing: Happening[] = [startedFapi(), preparedPush('p'), sent('p')];
export const pushedFlow: Happening[] = [...pushing, pushed('p')];
export const openedFlow: Happening[] = [...pushedFlow, openedPushed()];
export const answeredFlow: Happening[] = [...openedFlow, signedRedirect()];
/** The bank asks for its nonce first. */
export const exchangedFlow: Happening[] = [
  ...answeredFlow,
  preparedProof('1'),
  sent('1'),
  nonceWanted('1'),
  preparedProof('2', 'made-up-nonce-of-the-bank'),
  sent('2'),
  boundTokens('2'),
];
export const calledFlow: Happening[] = [
  ...exchangedFlow,
  preparedBoundCall('3'),
  sent('3'),
  answered('3', { outcome: 'api_ok', tokens: [], answer: answer({ body: '{"accounts":[]}' }) }),
];
