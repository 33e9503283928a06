import * as z from 'zod/mini';
import { flowEventSchema } from '../core/flow/flow-event.ts';
import { flowSummarySchema } from '../core/flow/flow-summary.ts';
import { findingSchema, onErrorsSchema } from '../core/lint/finding.ts';
import { draftSecretsSchema, flowPlanSchema } from '../core/oauth/request-draft.ts';
import { settingsSchema } from './settings.ts';

/** Where an authorization URL is to open: the inspected tab, a new one, or nowhere (the person copies it). */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspected_tab'), tabId: z.number() }),
  z.strictObject({ kind: z.literal('new_tab') }),
  z.strictObject({ kind: z.literal('copied') }),
]);
export type Destination = z.infer<typeof destinationSchema>;

/** Why the worker did not do what it was asked; the panel has a sentence for each. */
export const refusalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no_such_flow') }),
  /** the code, token or verifier is no longer in memory: the browser was restarted, or data was deleted */
  z.strictObject({ kind: z.literal('secret_gone'), what: z.string() }),
  /** this code or refresh token was sent before; sending it again is never done */
  z.strictObject({ kind: z.literal('already_sent'), what: z.string() }),
  z.strictObject({ kind: z.literal('call_under_way') }),
  z.strictObject({ kind: z.literal('nothing_to_send') }),
  z.strictObject({ kind: z.literal('plain_http'), host: z.string() }),
  z.strictObject({ kind: z.literal('live_locked') }),
  z.strictObject({ kind: z.literal('not_a_url') }),
  /** the bank's endpoint, as the profile and its variables make it, is no whole URL */
  z.strictObject({ kind: z.literal('bad_address'), address: z.string() }),
  /** errors were found; the person may say "send anyway" */
  z.strictObject({ kind: z.literal('has_errors'), findings: z.array(findingSchema) }),
]);
export type Refusal = z.infer<typeof refusalSchema>;

/** What comes back when the worker did, or did not, start something in a flow. */
const flowReply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.strictObject({ flowId: z.string() }) }),
  z.strictObject({ ok: z.literal(false), error: refusalSchema }),
]);
export type FlowReply = z.infer<typeof flowReply>;

const done = z.strictObject({});
const flow = z.strictObject({ flowId: z.string() });

/** `send_anyway` once the person was asked. */
const onErrors = { onErrors: onErrorsSchema };

/** Everything a panel can ask of the worker. */
export const requests = {
  listFlows: {
    params: z.strictObject({}),
    reply: z.strictObject({ flows: z.array(flowSummarySchema) }),
  },
  readFlow: { params: flow, reply: z.strictObject({ events: z.array(flowEventSchema) }) },
  /** records a flow, opens its authorization URL and waits for the redirect */
  startAuthorization: {
    params: z.strictObject({
      plan: flowPlanSchema,
      bank: z.string(),
      secrets: draftSecretsSchema,
      destination: destinationSchema,
      ...onErrors,
    }),
    reply: flowReply,
  },
  /** records a flow and asks for a token with client_credentials */
  requestToken: {
    params: z.strictObject({
      plan: flowPlanSchema,
      bank: z.string(),
      clientSecret: z.string(),
      ...onErrors,
    }),
    reply: flowReply,
  },
  /** starts the same flow with fresh state and verifier */
  runAgain: {
    params: z.strictObject({ flowId: z.string(), destination: destinationSchema }),
    reply: flowReply,
  },
  exchangeCode: { params: z.strictObject({ flowId: z.string(), ...onErrors }), reply: flowReply },
  refresh: { params: flow, reply: flowReply },
  /** tries an access token on one of the profile's API requests */
  callApi: {
    params: z.strictObject({ flowId: z.string(), name: z.string(), tokenId: z.string() }),
    reply: flowReply,
  },
  cancelCall: { params: flow, reply: done },
  pasteRedirect: {
    params: z.strictObject({ flowId: z.string(), url: z.string() }),
    reply: flowReply,
  },
  discardCode: { params: flow, reply: flowReply },
  abandonFlow: { params: flow, reply: flowReply },
  /** evidence from the panel: the page on which a waiting flow's tab stands */
  reportPage: {
    params: z.strictObject({
      flowId: z.string(),
      url: z.string(),
      status: z.optional(z.number()),
      failure: z.optional(z.string()),
    }),
    reply: done,
  },
  /** the value behind a reference; `null` when it is gone */
  revealSecret: {
    params: z.strictObject({ secretId: z.string() }),
    reply: z.strictObject({ value: z.nullable(z.string()) }),
  },
  /** takes all flows from the list; they can be brought back for ten seconds */
  clearFlows: { params: z.strictObject({}), reply: done },
  restoreFlows: { params: z.strictObject({}), reply: done },
  readSettings: { params: z.strictObject({}), reply: settingsSchema },
  saveSettings: { params: z.partial(settingsSchema), reply: settingsSchema },
  /** flows, secrets and settings: everything */
  deleteAllData: { params: z.strictObject({}), reply: done },
} satisfies Record<string, { params: z.ZodMiniType; reply: z.ZodMiniType }>;

export type RequestName = keyof typeof requests;
export type Params<Name extends RequestName> = z.infer<(typeof requests)[Name]['params']>;
export type Reply<Name extends RequestName> = z.infer<(typeof requests)[Name]['reply']>;
export type Handlers = {
  [Name in RequestName]: (params: Params<Name>) => Promise<Reply<Name>>;
};

/** How a request crosses from a panel to the worker. */
export const requestEnvelopeSchema = z.strictObject({
  request: z.string(),
  params: z.unknown(),
});
