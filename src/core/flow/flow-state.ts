import type { Finding } from '../lint/finding.ts';
import type { CallEdit } from '../oauth/call-edit.ts';
import type { HttpAnswer, HttpRequest } from '../oauth/http-message.ts';
import type { JwtContent } from '../oauth/jwt-content.ts';
import type { EpochMilliseconds } from '../time.ts';
import type { FlowEvent, HappeningOf, TokenRecord } from './flow-event.ts';
import type { SecretReference } from './secret.ts';

/** Where a flow stands. */
export type Phase =
  /** started, nothing opened or sent */
  | 'draft'
  /** the person is at the bank */
  | 'awaiting_redirect'
  /** a good answer came; its code is unspent */
  | 'code_captured'
  /** a token request is on its way */
  | 'exchanging'
  | 'tokens_received'
  /** the bank said no, on the redirect or in its token answer */
  | 'refused_by_bank'
  /** we said no to the redirect: state, issuer or shape is wrong */
  | 'refused_by_us'
  /** the answer was unusable, or the request never left */
  | 'failed'
  /** sent, and nobody knows what the bank made of it */
  | 'outcome_unknown'
  /** a held answer was given to the app, which may have spent its code */
  | 'released'
  | 'abandoned';

/** One request of our worker, from preparing to its end. */
export interface CallState {
  callId: string;
  purpose: HappeningOf<'call_prepared'>['purpose'];
  name: string;
  request: HttpRequest;
  assertion?: JwtContent | undefined;
  requestObject?: JwtContent | undefined;
  proof?: JwtContent | undefined;
  by?: HappeningOf<'call_prepared'>['by'];
  edit?: CallEdit | undefined;
  uses?: string | undefined;
  fault?: HappeningOf<'call_prepared'>['fault'];
  preparedAtMs: EpochMilliseconds;
  sentAtMs?: EpochMilliseconds;
  answer?: HttpAnswer;
  raw?: SecretReference | undefined;
  outcome?: HappeningOf<'call_answered'>['outcome'];
  pushed?: HappeningOf<'call_answered'>['pushed'];
  failed?: Pick<HappeningOf<'call_failed'>, 'failure' | 'reached'>;
  findings: Finding[];
}

/** A token that the flow received, and whether it is still the one to use. */
export interface TokenState extends TokenRecord {
  callId: string;
  /** a later answer brought another token of this kind, or made the bank cancel this one */
  replaced: boolean;
  /** the bank ended it because it was asked to; then it counts as replaced too */
  revoked?: true;
}

/** A redirect that was captured or pasted. */
export interface RedirectState extends HappeningOf<'redirect_captured'> {
  atMs: EpochMilliseconds;
  /** what became of the code */
  code_use: 'none' | 'unspent' | 'sent' | 'discarded' | 'released';
}

export interface FlowState {
  flowId: string;
  startedAtMs: EpochMilliseconds;
  started: HappeningOf<'started'>;
  phase: Phase;
  opened?: HappeningOf<'opened'> & { atMs: EpochMilliseconds };
  /** the newest pushed request, whether the browser was sent there, and whether a page came of it */
  pushed?: NonNullable<CallState['pushed']> & { callId: string; opened: boolean; taken?: true };
  lastPage?: HappeningOf<'page_seen'> & { atMs: EpochMilliseconds };
  pageFindings?: Finding[];
  /** the answer that counts: the first good one, else the latest */
  redirect?: RedirectState;
  /** an answer of our own making, and what we said to it */
  forged?: HappeningOf<'redirect_captured'>;
  /** what the person saw where no redirect came */
  saw?: HappeningOf<'abandoned'>['saw'];
  /** the redirect was to be kept from the app; see `isHeld` for whether it still is */
  hold?: HappeningOf<'hold_set'> & { ended?: HappeningOf<'hold_ended'>['why'] };
  /** ids and addresses by the names that templates know them under */
  captured: Readonly<Record<string, string>>;
  calls: CallState[];
  tokens: TokenState[];
  nextSequence: number;
}

/** The state that a flow's events amount to; `undefined` when they do not begin with its start. */
export function foldFlow(events: readonly FlowEvent[]): FlowState | undefined {
  return events.reduce<FlowState | undefined>(applyEvent, undefined);
}

/** The state after one more event. Pure: the given state is not changed. */
export function applyEvent(state: FlowState | undefined, event: FlowEvent): FlowState | undefined {
  const { happening, atMs } = event;
  if (happening.kind === 'started') {
    return {
      flowId: event.flowId,
      startedAtMs: atMs,
      started: happening,
      phase: 'draft',
      captured: {},
      calls: [],
      tokens: [],
      nextSequence: event.sequence + 1,
    };
  }
  if (!state) return undefined;
  const next = { ...state, nextSequence: event.sequence + 1 };
  switch (happening.kind) {
    case 'opened':
      return {
        ...next,
        phase: 'awaiting_redirect',
        opened: { ...happening, atMs },
        ...(next.pushed && { pushed: { ...next.pushed, opened: true } }),
      };
    case 'captured':
      return {
        ...next,
        captured: { ...next.captured, ...happening.values },
        ...referenceOutdated(next, atMs),
      };
    case 'page_seen':
      return {
        ...next,
        lastPage: { ...happening, atMs },
        ...referenceTaken(next, happening),
        ...(happening.findings && {
          pageFindings: [...(next.pageFindings ?? []), ...happening.findings],
        }),
      };
    case 'redirect_captured':
      return applyRedirect(next, happening, atMs);
    case 'hold_set':
      return { ...next, hold: happening };
    case 'hold_ended':
      return next.hold ? { ...next, hold: { ...next.hold, ended: happening.why } } : next;
    case 'released':
      return {
        ...next,
        ...(next.redirect?.code ? withCodeUse(next, 'released') : {}),
        phase: 'released',
      };
    case 'code_discarded':
      return { ...next, ...withCodeUse(next, 'discarded'), phase: 'abandoned' };
    case 'abandoned':
      return { ...next, phase: 'abandoned', saw: happening.saw };
    case 'unreadable':
      return { ...next, started: { ...next.started, damaged: true } };
    case 'call_prepared':
      return applyPrepared(next, happening, atMs);
    case 'call_sent':
      return {
        ...withCall(next, happening.callId, { sentAtMs: atMs }),
        ...(callOf(next, happening.callId)?.purpose === 'exchange'
          ? withCodeUse(next, 'sent')
          : {}),
      };
    case 'call_answered':
      return applyAnswered(next, happening);
    case 'call_failed':
      return applyFailed(next, happening);
  }
}

/** The address of a page or an endpoint, without what goes along with it. */
export function pageAddress(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/** A request that was pushed with ids of earlier steps ends when other ids take their place. */
function referenceOutdated({ pushed }: FlowState, atMs: EpochMilliseconds) {
  return pushed && { pushed: { ...pushed, endsAtMs: Math.min(pushed.endsAtMs, atMs) } };
}

/** The bank has taken a pushed request once it shows another page for it, or one without an error. */
function referenceTaken(
  { pushed, opened }: FlowState,
  { url, status = 0 }: HappeningOf<'page_seen'>,
): Pick<FlowState, 'pushed'> {
  if (!pushed?.opened || !opened) return {};
  const isElsewhere = pageAddress(url) !== pageAddress(opened.url);
  const isTaken = isElsewhere || (status > 0 && status < 400);
  return isTaken ? { pushed: { ...pushed, taken: true } } : {};
}

/** The call that has been prepared and has no end yet. */
export function callUnderWay(state: FlowState): CallState | undefined {
  return state.calls.find((call) => call.outcome === undefined && call.failed === undefined);
}

/**
 * True while the redirect is to be kept from the app: from before the bank's page opens until the code is
 * spent, thrown away or given to the app, or the hold has ended by itself.
 */
export function isHeld(state: FlowState): boolean {
  const { hold, phase, redirect } = state;
  if (!hold || hold.ended || state.started.imported || state.started.damaged) return false;
  if (['abandoned', 'released', 'tokens_received', 'outcome_unknown'].includes(phase)) return false;
  // A call that never reaches the bank leaves the code unspent.
  return redirect?.code_use !== 'sent' || callUnderWay(state) !== undefined;
}

/** The newest token of a kind that was not replaced: the customer's, or the client's where there is none. */
export function currentToken(state: FlowState, kind: TokenRecord['kind']): TokenState | undefined {
  const current = state.tokens.filter((token) => token.kind === kind && !token.replaced);
  const own = current.findLast(({ step }) => step === undefined);
  // What renews a client's token does not renew a customer's.
  return kind === 'refresh_token' ? own : (own ?? current.at(-1));
}

/** All findings of a flow, oldest step first. */
export function flowFindings(state: FlowState): Finding[] {
  return [
    ...state.started.findings,
    ...(state.opened?.findings ?? []),
    ...(state.redirect?.findings ?? []),
    ...(state.pageFindings ?? []),
    ...state.calls.flatMap((call) => call.findings),
  ];
}

function applyRedirect(
  state: FlowState,
  happening: HappeningOf<'redirect_captured'>,
  atMs: EpochMilliseconds,
): FlowState {
  if (happening.fault) return { ...state, forged: happening };
  // A second answer is listed by its event; the good one that came first stands.
  if (state.redirect?.verdict === 'code') return state;
  const isReleased = state.phase === 'released';
  const redirect: RedirectState = {
    ...happening,
    atMs,
    code_use: happening.code ? (isReleased ? 'released' : 'unspent') : 'none',
  };
  // Nothing is held any more, so that the app had this answer too.
  if (isReleased) return { ...state, redirect };
  const phase = {
    code: 'code_captured',
    bank_error: 'refused_by_bank',
    refused: 'refused_by_us',
  } as const;
  return { ...state, redirect, phase: phase[happening.verdict] };
}

function applyPrepared(
  state: FlowState,
  happening: HappeningOf<'call_prepared'>,
  atMs: EpochMilliseconds,
): FlowState {
  const { kind: _kind, ...call } = happening;
  const calls = [...state.calls, { ...call, preparedAtMs: atMs }];
  const obtains =
    // A code that is sent a second time on purpose leaves the tokens that it brought.
    (call.purpose === 'exchange' && !(call.fault && state.phase === 'tokens_received')) ||
    // One that is asked for while there is a token renews it.
    (call.purpose === 'client_credentials' && state.phase !== 'tokens_received') ||
    // A page may renew what nobody saw it obtain.
    (call.purpose === 'refresh' && state.phase === 'draft');
  return { ...state, calls, phase: obtains ? 'exchanging' : state.phase };
}

function applyAnswered(state: FlowState, happening: HappeningOf<'call_answered'>): FlowState {
  const { callId, answer, raw, outcome, pushed, findings, tokens } = happening;
  const call = callOf(state, callId);
  const next = withCall(state, callId, {
    answer,
    raw,
    outcome,
    ...(pushed && { pushed }),
    findings: [...(call?.findings ?? []), ...findings],
  });
  if (outcome === 'nonce_wanted') return { ...next, ...beforeCall(next, call) };
  if (call?.purpose === 'push') return applyPushed(next, happening);
  if (call?.purpose === 'revocation' && outcome === 'api_ok') {
    const tokens = next.tokens.map((token) =>
      token.secret.id === call.uses ? { ...token, replaced: true, revoked: true as const } : token,
    );
    return { ...next, tokens };
  }
  if (outcome === 'api_ok' || outcome === 'api_refused') return next;
  if (outcome === 'tokens') {
    // A bank that does not rotate gives the same refresh token again: it stays as it was.
    const held = currentToken(next, 'refresh_token')?.secret.id;
    const fresh = tokens.filter(({ secret }) => secret.id !== held);
    const isReplaced = (token: TokenState) =>
      fresh.some(({ kind, step }) => kind === token.kind && step === token.step);
    return {
      ...next,
      phase: call?.purpose === 'step' ? next.phase : 'tokens_received',
      tokens: [
        ...next.tokens.map((token) => ({
          ...token,
          replaced: token.replaced || isReplaced(token),
        })),
        ...fresh.map((token) => ({ ...token, callId, replaced: false })),
      ],
    };
  }
  if (call?.purpose === 'step') return next;
  if (next.phase !== 'exchanging') return next;
  return { ...next, phase: outcome === 'error' ? 'refused_by_bank' : 'failed' };
}

/** What was used up is not, and the flow stands where it stood: the same request is made again, with the nonce. */
function beforeCall(state: FlowState, call: CallState | undefined): Partial<FlowState> {
  if (call?.purpose === 'exchange' && state.phase === 'exchanging') {
    return { ...withCodeUse(state, 'unspent'), phase: 'code_captured' };
  }
  return state.phase === 'exchanging' ? { phase: 'draft' } : {};
}

/** A flow whose browser waits at the bank already keeps waiting, whatever becomes of a further push. */
function applyPushed(
  state: FlowState,
  { callId, outcome, pushed }: HappeningOf<'call_answered'>,
): FlowState {
  if (pushed) {
    const phase =
      state.phase === 'refused_by_bank' || state.phase === 'failed' ? 'draft' : state.phase;
    return { ...state, phase, pushed: { ...pushed, callId, opened: false } };
  }
  if (state.opened) return state;
  return { ...state, phase: outcome === 'error' ? 'refused_by_bank' : 'failed' };
}

function applyFailed(state: FlowState, happening: HappeningOf<'call_failed'>): FlowState {
  const { callId, failure, reached } = happening;
  const call = callOf(state, callId);
  const next = withCall(state, callId, { failed: { failure, reached } });
  // A request that was only to be stored has spent nothing, wherever it got lost.
  if (call?.purpose === 'push') return next.opened ? next : { ...next, phase: 'failed' };
  if (call?.purpose !== 'exchange' && call?.purpose !== 'client_credentials') return next;
  if (next.phase === 'tokens_received') return next;
  if (reached === 'unknown') return { ...next, phase: 'outcome_unknown' };
  return {
    ...next,
    ...(call.purpose === 'exchange' ? withCodeUse(next, 'unspent') : {}),
    phase: 'failed',
  };
}

function callOf(state: FlowState, callId: string): CallState | undefined {
  return state.calls.find((call) => call.callId === callId);
}

function withCall(state: FlowState, callId: string, change: Partial<CallState>): FlowState {
  const calls = state.calls.map((call) => (call.callId === callId ? { ...call, ...change } : call));
  return { ...state, calls };
}

function withCodeUse(state: FlowState, code_use: RedirectState['code_use']): Partial<FlowState> {
  return state.redirect ? { redirect: { ...state.redirect, code_use } } : {};
}
