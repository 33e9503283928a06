import * as z from 'zod/mini';
import { grantSchema } from '../banks/grant.ts';
import { firstReceivedMs } from '../lifetimes/first-received.ts';
import { severitySchema, sortFindings } from '../lint/finding.ts';
import { parseAuthorizationResponse } from '../oauth/authorization-response.ts';
import { claimDate } from '../tokens/claim-dates.ts';
import { expiresAt, refreshWindow } from '../tokens/lifetime.ts';
import {
  callUnderWay,
  currentToken,
  type FlowState,
  flowFindings,
  isHeld,
  type RedirectState,
} from './flow-state.ts';

/** What the browser has to be told of a hold. */
const holdSchema = z.strictObject({
  redirectUri: z.string(),
  /** origin of the bank's authorization endpoint */
  bank: z.string(),
  untilMs: z.number(),
});
export type Hold = z.infer<typeof holdSchema>;

/** A flow as one row of the list. */
export const flowSummarySchema = z.strictObject({
  flowId: z.string(),
  startedAtMs: z.number(),
  bank: z.string(),
  /** absent in rows of earlier versions */
  profileId: z.optional(z.string()),
  service: z.string(),
  environment: z.string(),
  environmentKind: z.enum(['practice', 'sandbox', 'live']),
  grant: grantSchema,
  phase: z.enum([
    'draft',
    'awaiting_redirect',
    'code_captured',
    'exchanging',
    'tokens_received',
    'refused_by_bank',
    'refused_by_us',
    'failed',
    'outcome_unknown',
    'released',
    'abandoned',
  ]),
  /** a call was prepared and has no end yet: under way, or left open by a worker that died */
  busy: z.boolean(),
  /** the request is being pushed, or was pushed and waits to be opened, until `endsAtMs` */
  push: z.optional(z.strictObject({ endsAtMs: z.optional(z.number()) })),
  worstSeverity: z.optional(severitySchema),
  /** present while the redirect is held */
  hold: z.optional(holdSchema),
  /** a page runs it by itself */
  watched: z.optional(z.literal(true)),
  /** when the record was taken over from a file */
  imported: z.optional(z.number()),
  /** part of the record cannot be read */
  damaged: z.optional(z.literal(true)),
  /** id of the bench that it was started for */
  bench: z.optional(z.string()),
  /** that was asked for; absent, like `has`, in rows of earlier versions */
  scope: z.optional(z.string()),
  /** what the bank gave: `code`, and of each token in use the kind's first word, e.g. `refresh` */
  has: z.optional(z.array(z.string())),
});
export type FlowSummary = z.infer<typeof flowSummarySchema>;

/** The same with what the worker alone needs: new requests and answers are compared with it, or it says what is kept. */
export const flowRowSchema = z.strictObject({
  ...flowSummarySchema.shape,
  /** seconds at which its access token ends, and at which the customer must come back: sources may disagree */
  ends: z.optional(
    z.strictObject({ access: z.optional(z.number()), windows: z.array(z.number()) }),
  ),
  /** of the random values that the flow began with: none may be used twice */
  fingerprints: z.array(z.string()),
  /** the answer that counts: when it came, and its code by fingerprint and length */
  answer: z.optional(
    z.strictObject({
      atMs: z.number(),
      code: z.optional(z.strictObject({ fingerprint: z.string(), length: z.number() })),
      taken: z.boolean(),
    }),
  ),
  /** where the answer to what was opened lands, and the group of the bank that it comes from */
  landing: z.optional(z.strictObject({ page: z.string(), group: z.string() })),
});
export type FlowRow = z.infer<typeof flowRowSchema>;

/** A row as it is shown. */
export function shownRow({
  ends: _ends,
  fingerprints: _fingerprints,
  answer: _answer,
  landing: _landing,
  ...summary
}: FlowRow): FlowSummary {
  return summary;
}

/** The row of a flow. */
export function summariseFlow(state: FlowState): FlowRow {
  const { plan, bank, imported, damaged } = state.started;
  const worst = sortFindings(flowFindings(state))[0]?.severity;
  return {
    flowId: state.flowId,
    startedAtMs: state.startedAtMs,
    bank,
    profileId: plan.profile.id,
    service: plan.profile.service,
    environment: plan.profile.environments[plan.draft.environment]?.label ?? plan.draft.environment,
    environmentKind: plan.profile.environments[plan.draft.environment]?.kind ?? 'sandbox',
    grant: plan.draft.grant,
    phase: state.phase,
    busy: !imported && !damaged && callUnderWay(state) !== undefined,
    ...pushOf(state),
    fingerprints: state.started.secrets
      .filter(({ kind }) => kind === 'state' || kind === 'code_verifier')
      .map(({ fingerprint }) => fingerprint),
    ...(worst === undefined ? {} : { worstSeverity: worst }),
    ...(state.hold && isHeld(state) ? { hold: holdOf(state.hold) } : {}),
    ...(state.started.watched && { watched: true as const }),
    ...(imported && { imported }),
    ...(damaged && { damaged }),
    ...(state.started.bench && { bench: state.started.bench.id }),
    ...(state.tokens.length > 0 && { ends: endsOf(state) }),
    ...(state.redirect && { answer: answerOf(state.redirect) }),
    ...landingOf(state),
    scope: plan.draft.scope,
    has: [
      ...(state.redirect?.code ? ['code'] : []),
      ...state.tokens.flatMap(({ kind, replaced }) => (replaced ? [] : kind.slice(0, -6))),
    ],
  };
}

function endsOf(state: FlowState): FlowRow['ends'] {
  const access = currentToken(state, 'access_token');
  const refresh = currentToken(state, 'refresh_token');
  const { profile } = state.started.plan;
  const end = access && (expiresAt(access) ?? (access.jwt && claimDate(access.jwt.claims, 'exp')));
  const windows = refresh ? refreshWindow(profile, firstReceivedMs(state, refresh)) : [];
  return { ...(end !== undefined && { access: end }), windows: windows.map(({ at }) => at) };
}

function answerOf({ atMs, code, verdict }: RedirectState): FlowRow['answer'] {
  const known = code && { fingerprint: code.fingerprint, length: code.length };
  return { atMs, ...(known && { code: known }), taken: verdict === 'code' };
}

function landingOf(state: FlowState): Pick<FlowRow, 'landing'> {
  const page = state.opened && landingPage(state);
  const { group } = state.started.plan.profile;
  return page === undefined ? {} : { landing: { page, group } };
}

/** Where a flow's answer lands: its redirect URI up to `?` or `#`; `undefined` where that is no absolute URL. */
export function landingPage({ started }: FlowState): string | undefined {
  const { edits, redirectUri } = started.plan.draft;
  return parseAuthorizationResponse(edits.redirect_uri ?? redirectUri)?.landedOn;
}

function pushOf(state: FlowState): Pick<FlowSummary, 'push'> {
  const { pushed, phase, started } = state;
  if (phase !== 'draft' || started.imported) return {};
  if (callUnderWay(state)?.purpose === 'push') return { push: {} };
  return pushed ? { push: { endsAtMs: pushed.endsAtMs } } : {};
}

function holdOf({ redirectUri, bank, untilMs }: Hold): Hold {
  return { redirectUri, bank, untilMs };
}
