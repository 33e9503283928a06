/** Flows for fixtures: events as the worker would have recorded them. Every value is visibly made up. */

import { resolveCatalogue } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import type { FlowEvent, Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../../core/flow/flow-state.ts';
import { type SecretKind, type SecretReference, secretMark } from '../../core/flow/secret.ts';
import type { Finding } from '../../core/lint/finding.ts';
import type { HttpAnswer, HttpRequest } from '../../core/oauth/http-message.ts';
import { shippedProfiles } from '../banks/shipped-profiles.ts';

export const startMs = Date.UTC(2026, 4, 4, 9, 30);
export const nowMs = startMs + 95_000;

const fingerprints: Record<SecretKind, string> = {
  client_secret: '0badcafe',
  client_assertion: 'a55e7701',
  request_object: '4e90b701',
  state: '57a7e000',
  nonce: '0000ce01',
  code_verifier: 'c0de7e57',
  authorization_code: 'acc0de01',
  access_token: 'acce5501',
  refresh_token: '4ef4e501',
  id_token: '1d70ce01',
  captured: 'ca970001',
  raw_answer: '4a3a0001',
  held_answer: '4e1d0001',
};

function secret(kind: SecretKind): SecretReference {
  return { id: `example-${kind}`, kind, length: 43, fingerprint: fingerprints[kind] };
}
const mark = (kind: SecretKind) => secretMark(secret(kind));

export const stateFinding: Finding = {
  id: 'AQ06',
  slug: 'request-state-missing',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1',
  facts: [],
};
export const mismatchFinding: Finding = {
  id: 'AP03',
  slug: 'state-mismatch',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.2, §10.12',
  facts: ['43', '43', '0'],
};
export const tokenErrorFinding: Finding = {
  id: 'TE01',
  slug: 'token-error-known',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §5.2',
  facts: ['invalid_grant', '400', 'Code has expired'],
};

let practice: BankProfile | undefined;
const PLACE = { environment: 'practice', variables: { practicePort: '8489' } };
/** Where the example bank stands. */
export const bankHost = bankOrigin();
const redirectUri = 'http://app.localhost:8489/callback';

/** The first shipped profile to practise account information with, by a code at one of several banks. */
function examplePractice(): BankProfile {
  practice ??= findPractice();
  return structuredClone(practice);
}

function findPractice(): BankProfile {
  const found = resolveCatalogue(shippedProfiles).find(
    ({ environments, bankVariable, service, grants }) =>
      environments.practice && bankVariable && service === 'aisp' && grants.authorization_code,
  );
  if (!found) throw new Error('no profile to practise with');
  return found;
}

function bankOrigin(): string {
  const values = templateValues(examplePractice(), PLACE.environment, PLACE.variables);
  return new URL(values?.authorizationEndpoint ?? '').origin;
}

export function started(change: Partial<HappeningOf<'started'>> = {}): Happening {
  const profile = examplePractice();
  return {
    kind: 'started',
    bank: 'Example Bank',
    secrets: [secret('state')],
    findings: [],
    plan: {
      profile,
      draft: {
        ...PLACE,
        grant: 'authorization_code',
        clientAuthentication: 'none',
        clientId: 'PSDFR-ACPR-12345',
        redirectUri,
        scope: 'aisp',
        pkce: false,
        edits: {},
        extra: [],
      },
    },
    ...change,
  };
}

export function opened(how: HappeningOf<'opened'>['how'] = 'new_tab'): Happening {
  const query = `response_type=code&client_id=PSDFR-ACPR-12345&redirect_uri=${encodeURIComponent(redirectUri)}&scope=aisp&state=${mark('state')}`;
  const url = `${bankHost}/stet/psd2/oauth/authorize?${query}`;
  return { kind: 'opened', how, url, ...(how === 'copied' ? {} : { tabId: 7 }) };
}

export function pageSeen(change: Partial<HappeningOf<'page_seen'>> = {}): Happening {
  return { kind: 'page_seen', url: `${bankHost}/login`, status: 200, ...change };
}

export const codeCaptured: HappeningOf<'redirect_captured'> = {
  kind: 'redirect_captured',
  via: 'failed_navigation',
  verdict: 'code',
  findings: [],
  code: secret('authorization_code'),
  response: {
    landedOn: redirectUri,
    query: [
      { name: 'code', value: mark('authorization_code') },
      { name: 'state', value: mark('state') },
    ],
    fragment: [],
  },
};

export const refusedRedirect: Happening = {
  ...codeCaptured,
  via: 'pasted',
  verdict: 'refused',
  findings: [mismatchFinding],
  response: {
    ...codeCaptured.response,
    query: [
      { name: 'code', value: mark('authorization_code') },
      { name: 'state', value: 'monday' },
    ],
  },
};

export const bankErrorRedirect: Happening = {
  kind: 'redirect_captured',
  via: 'navigation',
  verdict: 'bank_error',
  findings: [],
  response: {
    landedOn: redirectUri,
    query: [
      { name: 'error', value: 'access_denied' },
      { name: 'error_description', value: 'The customer refused' },
      { name: 'state', value: mark('state') },
    ],
    fragment: [],
  },
};

const exchangeRequest: HttpRequest = {
  method: 'POST',
  url: `${bankHost}/stet/psd2/oauth/token`,
  headers: [
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Accept', 'application/json'],
  ],
  parameters: [
    { name: 'grant_type', value: 'authorization_code' },
    { name: 'client_id', value: 'PSDFR-ACPR-12345' },
    { name: 'code', value: mark('authorization_code') },
    { name: 'redirect_uri', value: redirectUri },
  ],
  body: `grant_type=authorization_code&client_id=PSDFR-ACPR-12345&code=${mark('authorization_code')}&redirect_uri=${encodeURIComponent(redirectUri)}`,
};

const apiRequest: HttpRequest = {
  method: 'GET',
  url: `${bankHost}/stet/psd2/v1.6.2/accounts`,
  headers: [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${mark('access_token')}`],
  ],
  parameters: [],
};

export function prepared(callId: string, purpose: 'exchange' | 'api' = 'exchange'): Happening {
  return {
    kind: 'call_prepared',
    callId,
    purpose,
    name: purpose === 'api' ? 'accounts' : 'exchange',
    request: purpose === 'api' ? apiRequest : exchangeRequest,
    findings: [],
  };
}

export const sent = (callId: string): Happening => ({ kind: 'call_sent', callId });

export function answer(change: Partial<HttpAnswer> = {}): HttpAnswer {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'no-store'],
    ],
    body: `{"access_token":"${mark('access_token')}","token_type":"Bearer","expires_in":3600,"scope":"aisp","refresh_token":"${mark('refresh_token')}"}`,
    badText: false,
    bytes: 212,
    cut: false,
    redirected: false,
    receivedAtMs: startMs + 71_143,
    durationMs: 143,
    ...change,
  };
}

export function answered(
  callId: string,
  change: Partial<HappeningOf<'call_answered'>> = {},
): Happening {
  const receivedAtMs = startMs + 71_143;
  return {
    kind: 'call_answered',
    callId,
    answer: answer(),
    outcome: 'tokens',
    findings: [],
    tokens: [
      {
        secret: secret('access_token'),
        kind: 'access_token',
        token_type: 'Bearer',
        expires_in: 3600,
        receivedAtMs,
      },
      { secret: secret('refresh_token'), kind: 'refresh_token', receivedAtMs },
    ],
    ...change,
  };
}

export const refusedAnswer = answer({
  status: 400,
  body: '{"error":"invalid_grant","error_description":"Code has expired"}',
});

/** Events at uneven but fixed moments, a flow's first one at `startMs`. */
export function eventsOf(...happenings: Happening[]): FlowEvent[] {
  const offsets = [0, 12, 4_310, 62_480, 70_990, 71_000, 71_143, 80_200, 80_204, 80_391];
  return happenings.map((happening, sequence) => ({
    flowId: 'example',
    sequence,
    atMs: startMs + (offsets[sequence] ?? 90_000),
    happening,
  }));
}

export function stateOf(events: readonly FlowEvent[]): FlowState {
  const state = foldFlow(events);
  if (!state) throw new Error('the example has no start');
  return state;
}
