import type { CallState, FlowState } from '../flow/flow-state.ts';
import { grantedScope } from '../lint/granted-scope.ts';
import { valuesOf } from '../oauth/parameter.ts';
import type { EpochMilliseconds } from '../time.ts';

/** What became of a scope value in one message. */
export type ScopeFate =
  /** the request asks for it */
  | 'asked'
  /** the answer names it */
  | 'granted'
  /** the answer names no scope: what was asked for counts. RFC 6749 §5.1 */
  | 'unsaid'
  /** asked for, and the answer names others only */
  | 'withheld'
  /** named before, and by this refresh no more. RFC 6749 §6 */
  | 'lost'
  /** granted, and never asked for */
  | 'added'
  | 'none';

export interface ScopeColumn {
  kind: 'request' | 'answer' | 'refresh';
  atMs: EpochMilliseconds;
}

/** Scope values by messages: a row a value, a fate for each column. */
export interface ScopeMatrix {
  columns: ScopeColumn[];
  rows: { scope: string; fates: ScopeFate[] }[];
}

/** Which scope was asked for, which each token answer granted, and what a refresh lost; no rows where none was asked for. */
export function scopeMatrix(flow: FlowState): ScopeMatrix {
  const { plan } = flow.started;
  const asked = grantedScope(askedScope(flow), plan.profile);
  const answers = flow.calls.flatMap((call) => answerOf(flow, call));
  const scopes = new Set([...asked, ...answers.flatMap(({ granted = [] }) => granted)]);
  const columns: ScopeColumn[] = [
    { kind: 'request', atMs: flow.opened?.atMs ?? flow.startedAtMs },
    ...answers.map(({ kind, atMs }) => ({ kind, atMs })),
  ];
  const rows = [...scopes].map((scope) => {
    let has = asked.includes(scope);
    const fates = answers.map(({ kind, granted }): ScopeFate => {
      if (!granted) return has ? 'unsaid' : 'none';
      const had = has;
      has = granted.includes(scope);
      if (has) return asked.includes(scope) ? 'granted' : 'added';
      if (!had) return 'none';
      return kind === 'refresh' ? 'lost' : 'withheld';
    });
    return {
      scope,
      fates: [asked.includes(scope) ? ('asked' as const) : ('none' as const), ...fates],
    };
  });
  return { columns, rows };
}

/** As the request had it, where that can be seen; else as the flow was planned. */
function askedScope({ started, opened, calls }: FlowState): string {
  const sent = calls.find(({ purpose }) => purpose === 'push' || purpose === 'client_credentials');
  const query = opened?.url.split('?')[1]?.replace(/#[^&]*$/, '') ?? '';
  const inUrl = new URLSearchParams(query).get('scope');
  const { edits, scope } = started.plan.draft;
  return inUrl ?? (sent && valuesOf(sent.request.parameters, 'scope')[0]) ?? edits.scope ?? scope;
}

/** What a call's answer grants to the customer's access token; nothing where it brought none. */
function answerOf({ tokens, started }: FlowState, call: CallState) {
  const token = tokens.find(
    ({ callId, kind, step }) =>
      callId === call.callId && kind === 'access_token' && step === undefined,
  );
  if (!token) return [];
  const kind = call.purpose === 'refresh' ? ('refresh' as const) : ('answer' as const);
  const granted =
    token.scope === undefined ? undefined : grantedScope(token.scope, started.plan.profile);
  return [{ kind, atMs: token.receivedAtMs, granted }];
}
