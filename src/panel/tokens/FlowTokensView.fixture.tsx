import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Happening, TokenRecord } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
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
  expired: () => draw(exchanged, { nowMs: signal(nowMs + 3_600_000) }),
  lastMinute: () => draw(exchanged, { nowMs: signal(startMs + 71_143 + 3_555_000) }),
  called: () => draw([...exchanged, ...called(200, 'api_ok')]),
  callRefused: () => draw([...exchanged, ...called(401, 'api_refused')]),
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

function called(status: number, outcome: 'api_ok' | 'api_refused'): Happening[] {
  const call = prepared('2', 'api');
  const findings =
    status === 401
      ? [
          {
            id: 'RS04',
            slug: '401',
            severity: 'info' as const,
            actor: 'you' as const,
            source: 'RFC 6750 §3.1',
            facts: ['invalid_token'],
          },
        ]
      : [];
  return [
    call.kind === 'call_prepared' ? { ...call, uses: accessId } : call,
    sent('2'),
    answered('2', { outcome, findings, tokens: [], answer: answer({ status, body: '{}' }) }),
  ];
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
        runAgain: nothing,
      }}
      {...change}
    />
  );
}
