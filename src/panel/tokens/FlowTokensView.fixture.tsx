import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Happening, TokenRecord } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import type { Finding } from '../../core/lint/finding.ts';
import {
  answer,
  answered,
  codeCaptured,
  eventsOf,
  nowMs,
  opened,
  prepared,
  sent,
  started,
  startMs,
  stateOf,
} from '../flows/example-flow.fixture.ts';
import { boundTokens, exchangedFlow } from '../flows/pushed-flow.fixture.ts';
import { watchedTokens } from '../watch/watched-flow.fixture.ts';
import { exampleClaims, exampleHeader, exampleJwt } from './example-token.fixture.ts';
import { FlowTokensView, type FlowTokensViewProps } from './FlowTokensView.tsx';

const exchanged = [started(), opened(), codeCaptured, prepared('1'), sent('1'), answered('1')];
const refreshed = [
  ...exchanged,
  refresh('2'),
  sent('2'),
  answered('2', {
    tokens: [
      token('access_token', { token_type: 'Bearer', expires_in: 3600, scope: 'aisp' }, 'b'),
      token('refresh_token', {}, 'b'),
      token('id_token', { jwt: { header: exampleHeader, claims: exampleClaims } }),
    ],
  }),
];

const accessId = 'example-access_token';
const jwtId = 'example-id_token';

/** Every state of a flow's tokens. */
export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => draw([started()]),
  watched: () => draw(watchedTokens),
  filled: () => draw(exchanged),
  withReplaced: () => draw(refreshed),
  verifiedOnReceipt: () =>
    draw([
      ...exchanged,
      refresh('2'),
      sent('2'),
      answered('2', {
        tokens: [
          token('id_token', {
            jwt: { header: exampleHeader, claims: exampleClaims },
            verifiedBy: 'bank-1',
          }),
        ],
      }),
    ]),
  boundToOwnKey: () => draw(exchangedFlow),
  boundToOtherKey: () =>
    draw([
      ...exchangedFlow.slice(0, -1),
      boundTokens('2', { jkt: 'made-up-thumbprint-of-another' }),
    ]),
  boundToCertificate: () =>
    draw([
      ...exchangedFlow.slice(0, -1),
      boundTokens('2', { 'x5t#S256': 'made-up-thumbprint-of-a-certificate' }, 'Bearer'),
    ]),
  boundToNothing: () => draw([...exchangedFlow.slice(0, -1), boundTokens('2', {}, 'Bearer')]),
  expired: () => draw(exchanged, { nowMs: signal(nowMs + 3_600_000) }),
  lastMinute: () => draw(exchanged, { nowMs: signal(startMs + 71_143 + 3_555_000) }),
  customerMustComeBack: () => draw(exchanged, { nowMs: signal(nowMs + 200 * 86_400_000) }),
  called: () => draw([...exchanged, ...called(200, 'api_ok')]),
  callRefused: () => draw([...exchanged, ...called(401, 'api_refused')]),
  callRefusedForRole: () => draw([...exchanged, ...called(403, 'api_refused')]),
  callWaits: () => draw([...exchanged, ...called(429, 'api_refused', 60)]),
  callMayBeRepeated: () => draw([...exchanged, ...called(429, 'api_refused', 1)]),
  refusedAndReplaced: () =>
    draw([
      ...exchanged,
      ...called(401, 'api_refused'),
      refresh('3'),
      sent('3'),
      answered('3', { tokens: [token('access_token', {}, 'b')] }),
    ]),
  rotated: () =>
    draw([
      ...exchanged,
      refresh('2'),
      sent('2'),
      answered('2', {
        tokens: [token('access_token', {}, 'b'), token('refresh_token', {}, 'b')],
        findings: [
          finding('RF02', 'refresh-token-replaced', ['43', '43']),
          finding('RF05', 'refresh-scope-lost', ['extended', 'aisp']),
        ],
      }),
    ]),
  refreshRefused: () =>
    draw([
      ...exchanged,
      refresh('2'),
      sent('2'),
      answered('2', {
        outcome: 'error',
        tokens: [],
        answer: answer({ status: 400, body: '{"error":"invalid_grant"}' }),
      }),
    ]),
  refreshesByItself: () => draw(exchanged, { automatic: 'on' }),
  refreshedInVain: () => draw(exchanged, { automatic: 'failed' }),
  nothingToRefresh: () => draw(exchanged, { automatic: 'nothing' }),
  callLacksValue: () => draw([startedWithCall('{apiBase}/{consentId}'), ...exchanged.slice(1)]),
  introspected: () =>
    draw([...exchanged, ...asked('introspection', [finding('RS06', 'inactive', [])])]),
  revoked: () =>
    draw([...exchanged, ...asked('revocation', [finding('RS08', 'revocation', ['200', ''])])]),
  revokedRefreshToken: () => draw([...exchanged, ...asked('revocation', [], 'refresh_token')]),
  callUnderWay: () => draw([...exchanged, prepared('2', 'api'), sent('2')]),
  revealed: () =>
    draw(refreshed, {
      values: {
        revealed: new Map([
          [accessId, 'made-up-opaque-token-0123456789'],
          [jwtId, exampleJwt()],
        ]),
        problems: new Map(),
      },
    }),
  gone: () =>
    draw(exchanged, {
      values: { revealed: new Map(), problems: new Map([[accessId, 'gone']]) },
    }),
  copyAgain: () =>
    draw(exchanged, {
      values: {
        revealed: new Map([[accessId, 'made-up-opaque-token-0123456789']]),
        problems: new Map([[accessId, 'copy_again']]),
      },
    }),
  clientCredentials: () =>
    draw([
      clientCredentials(),
      prepared('1'),
      sent('1'),
      answered('1', { tokens: [token('access_token', { expires_in: 3600 })] }),
    ]),
  lifetimeUnknown: () =>
    draw([
      ...exchanged.slice(0, -1),
      answered('1', { tokens: [token('access_token', { token_type: 'Bearer' })] }),
    ]),
};

function token(kind: TokenRecord['kind'], change: Partial<TokenRecord>, suffix = ''): TokenRecord {
  return {
    secret: {
      id: `example-${kind}${suffix}`,
      kind,
      length: 43,
      fingerprint: suffix === '' ? '0123abcd' : '4567cdef',
    },
    kind,
    receivedAtMs: startMs + 80_000,
    ...change,
  };
}

function refresh(callId: string): Happening {
  const call = prepared(callId);
  return call.kind === 'call_prepared' ? { ...call, purpose: 'refresh', name: 'refresh' } : call;
}

function finding(id: string, slug: string, facts: string[]): Finding {
  return { id, slug, severity: 'info', actor: 'you', source: 'RFC 6749 §6', facts };
}

const refusals: Record<number, Finding[]> = {
  401: [finding('RS04', '401', ['invalid_token'])],
  403: [finding('RS05', '403', ['403', 'Forbidden'])],
  429: [finding('TE04', 'overloaded', ['429', '60', '2026-05-04 09:32:20 UTC'])],
};

function called(
  status: number,
  outcome: 'api_ok' | 'api_refused',
  retryAfter?: number,
): Happening[] {
  const call = prepared('2', 'api');
  const said = answer({ status, body: '{}' });
  const headers: [string, string][] =
    retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)]];
  const received = { ...said, receivedAtMs: startMs + 90_000, headers };
  return [
    call.kind === 'call_prepared' ? { ...call, uses: accessId } : call,
    sent('2'),
    answered('2', { outcome, findings: refusals[status] ?? [], tokens: [], answer: received }),
  ];
}

function asked(
  purpose: 'introspection' | 'revocation',
  findings: Finding[],
  kind: TokenRecord['kind'] = 'access_token',
): Happening[] {
  const call = prepared('2', 'api');
  const name = purpose === 'introspection' ? 'introspect' : 'revoke';
  const uses = `example-${kind}`;
  return [
    call.kind === 'call_prepared' ? { ...call, purpose, name, uses } : call,
    sent('2'),
    answered('2', { outcome: 'api_ok', findings, tokens: [], answer: answer({ body: '{}' }) }),
  ];
}

function startedWithCall(url: string): Happening {
  const start = started();
  if (start.kind !== 'started') return start;
  const { profile, draft } = start.plan;
  const [name = ''] = profile.calls;
  const template = profile.requests[name];
  if (!template) return start;
  const requests = { ...profile.requests, [name]: { ...template, url } };
  return { ...start, plan: { draft, profile: { ...profile, requests } } };
}

function clientCredentials(): Happening {
  const start = started();
  if (start.kind !== 'started') return start;
  const { refresh: _refresh, ...profile } = start.plan.profile;
  const draft = { ...start.plan.draft, grant: 'client_credentials' as const };
  return { ...start, plan: { profile, draft } };
}

function draw(happenings: Happening[], change: Partial<FlowTokensViewProps> = {}): JSX.Element {
  const flow: FlowState = stateOf(eventsOf(...happenings));
  const nothing = () => undefined;
  return (
    <FlowTokensView
      flow={flow}
      nowMs={signal(nowMs)}
      values={{ revealed: new Map(), problems: new Map() }}
      commands={{
        toggle: nothing,
        copy: nothing,
        refresh: nothing,
        call: nothing,
        automatic: nothing,
        askStatus: nothing,
        callAgain: nothing,
        runAgain: nothing,
      }}
      {...change}
    />
  );
}
