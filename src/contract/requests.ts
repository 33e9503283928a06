import * as z from 'zod/mini';
import { clientSchema, savedClientSchema } from '../core/clients/client.ts';
import { clientKeySchema, keyAlgorithmSchema } from '../core/clients/client-key.ts';
import { benchMarkSchema, faultIdSchema } from '../core/fault-bench/fault.ts';
import { flowEventSchema } from '../core/flow/flow-event.ts';
import { flowSummarySchema } from '../core/flow/flow-summary.ts';
import { unaskedAnswerSchema } from '../core/flow/unasked-answer.ts';
import { findingSchema, onErrorsSchema } from '../core/lint/finding.ts';
import { callEditSchema } from '../core/oauth/call-edit.ts';
import { parameterSchema } from '../core/oauth/parameter.ts';
import { draftSecretsSchema, flowPlanSchema } from '../core/oauth/request-draft.ts';
import { recordTakenSchema } from '../core/record/merge-record.ts';
import { watchReportSchema } from '../core/watch/watch-report.ts';
import { keptActSchema, keptBankSchema, keptOutcomeSchema } from './kept.ts';
import { documentReplySchema, ownProfilesSchema } from './profiles.ts';
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
  /** the browser stored nothing, so nothing was sent */
  z.strictObject({ kind: z.literal('not_recorded') }),
  z.strictObject({ kind: z.literal('nothing_to_send') }),
  /** names that an earlier step, or the person, has yet to fill */
  z.strictObject({ kind: z.literal('missing_values'), names: z.array(z.string()) }),
  /** a browser cannot send this: the person sends it elsewhere and pastes the answer */
  z.strictObject({ kind: z.literal('explained_only') }),
  z.strictObject({ kind: z.literal('plain_http'), host: z.string() }),
  z.strictObject({ kind: z.literal('live_locked') }),
  z.strictObject({ kind: z.literal('not_a_url') }),
  /** the browser took no rule for this redirect URI: nothing was opened */
  z.strictObject({ kind: z.literal('hold_failed') }),
  /** the bank's endpoint, as the profile and its variables make it, is no whole URL */
  z.strictObject({ kind: z.literal('bad_address'), address: z.string() }),
  /** a token for this context lives until `endsAt` (seconds), in that flow; the person may ask anyway */
  z.strictObject({
    kind: z.literal('token_alive'),
    context: z.string(),
    flowId: z.string(),
    endsAt: z.number(),
    requests: z.number(),
    tokenId: z.string(),
  }),
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
const ownProfiles = z.strictObject({ files: ownProfilesSchema });
const clients = z.strictObject({ clients: z.array(savedClientSchema) });

/** `send_anyway` once the person was asked. */
const onErrors = { onErrors: onErrorsSchema };

/** What the panel's linter said of an authorization request. */
const linted = { findings: z.array(findingSchema), ...onErrors };

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
      ...linted,
    }),
    reply: flowReply,
  },
  /** records a flow that goes step by step; nothing is sent or opened yet */
  startSteps: {
    params: z.strictObject({
      plan: flowPlanSchema,
      bank: z.string(),
      secrets: draftSecretsSchema,
      findings: z.array(findingSchema),
    }),
    reply: flowReply,
  },
  /** performs one of the steps before the redirect */
  runStep: {
    params: z.strictObject({ flowId: z.string(), name: z.string() }),
    reply: flowReply,
  },
  /** ids that a person typed for later steps */
  saveCaptured: {
    params: z.strictObject({ flowId: z.string(), values: z.record(z.string(), z.string()) }),
    reply: flowReply,
  },
  /** the answer to a request that was sent elsewhere */
  pasteAnswer: {
    params: z.strictObject({
      flowId: z.string(),
      name: z.string(),
      status: z.number(),
      contentType: z.string(),
      body: z.string(),
    }),
    reply: flowReply,
  },
  /** opens the authorization URL of a flow whose earlier steps are done */
  openFlow: {
    params: z.strictObject({ flowId: z.string(), destination: destinationSchema, ...linted }),
    reply: flowReply,
  },
  /** pushes the authorization request of a flow, again where the one before was used or has ended */
  pushRequest: { params: z.strictObject({ flowId: z.string(), ...onErrors }), reply: flowReply },
  /** records a flow and asks for a token with client_credentials */
  requestToken: {
    params: z.strictObject({
      plan: flowPlanSchema,
      bank: z.string(),
      clientSecret: z.string(),
      ...linted,
    }),
    reply: flowReply,
  },
  /** starts the same flow with fresh state and verifier, and goes as far by itself as the flow went */
  runAgain: {
    params: z.strictObject({
      flowId: z.string(),
      destination: destinationSchema,
      /** elsewhere: what is other than it was */
      environment: z.optional(z.string()),
      variables: z.optional(z.record(z.string(), z.string())),
      /** the name of the bank that this makes it */
      bank: z.optional(z.string()),
      /** absent: the saved client's that is named next, else the flow's own or that of a client with its client id */
      clientSecret: z.optional(z.string()),
      /** whose key signs, too, where the record came from elsewhere */
      client: z.optional(z.string()),
      /** what the caller's linter said of the changed request; absent: as it was */
      findings: z.optional(z.array(findingSchema)),
      /** also where a token lives that would do */
      anyway: z.optional(z.literal(true)),
      /** for rows of a bench, with what they change in the request */
      bench: z.optional(benchMarkSchema),
      edits: z.optional(z.record(z.string(), z.nullable(z.string()))),
    }),
    reply: flowReply,
  },
  /** sends, in a flow of a bench, what the bank should refuse */
  sendFault: {
    params: z.strictObject({ flowId: z.string(), fault: faultIdSchema }),
    reply: flowReply,
  },
  exchangeCode: { params: z.strictObject({ flowId: z.string(), ...onErrors }), reply: flowReply },
  /** renews with this refresh token, absent: the one in use; a client's own token is asked for anew */
  refresh: {
    params: z.strictObject({ flowId: z.string(), tokenId: z.optional(z.string()) }),
    reply: flowReply,
  },
  /** tries an access token on one of the profile's API requests */
  callApi: {
    params: z.strictObject({
      flowId: z.string(),
      name: z.string(),
      tokenId: z.string(),
      edit: z.optional(callEditSchema),
      ...onErrors,
    }),
    reply: flowReply,
  },
  /** asks the bank about a token, or to end it */
  askTokenStatus: {
    params: z.strictObject({
      flowId: z.string(),
      tokenId: z.string(),
      purpose: z.enum(['introspection', 'revocation']),
    }),
    reply: flowReply,
  },
  /** makes an API call again with the token in use; `renew`: with a new one */
  callAgain: {
    params: z.strictObject({
      flowId: z.string(),
      callId: z.string(),
      renew: z.optional(z.literal(true)),
    }),
    reply: flowReply,
  },
  cancelCall: { params: flow, reply: done },
  pasteRedirect: {
    params: z.strictObject({
      flowId: z.string(),
      url: z.string(),
      /** we made it ourselves, to see whether it is refused */
      fault: z.optional(faultIdSchema),
    }),
    reply: flowReply,
  },
  discardCode: { params: flow, reply: flowReply },
  /** gives a held answer to the app, unchanged; it is not exchanged here after that */
  releaseAnswer: { params: flow, reply: flowReply },
  /** what the page says that stands in place of the app while its answer is held */
  readHeld: {
    params: flow,
    reply: z.strictObject({
      held: z.nullable(
        z.strictObject({
          bank: z.string(),
          app: z.string(),
          untilMs: z.number(),
          state: z.enum(['held', 'unread', 'released', 'exchanged', 'discarded', 'over']),
        }),
      ),
    }),
  },
  /** a posted answer that was released, for the page that sends it on: given once */
  takeReleased: {
    params: flow,
    reply: z.strictObject({
      answer: z.nullable(z.strictObject({ url: z.string(), form: z.array(parameterSchema) })),
    }),
  },
  abandonFlow: {
    params: z.strictObject({
      flowId: z.string(),
      /** what the person sees instead of a redirect */
      saw: z.optional(z.enum(['login_page', 'error_page'])),
    }),
    reply: flowReply,
  },
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
  /** a page with an answer in its fragment, which no event that wakes the worker tells of */
  reportLanding: { params: z.strictObject({ url: z.string(), tabId: z.number() }), reply: done },
  /** answers that no flow waited for, newest first */
  listUnasked: {
    params: z.strictObject({}),
    reply: z.strictObject({ answers: z.array(unaskedAnswerSchema) }),
  },
  clearUnasked: { params: z.strictObject({}), reply: done },
  /** what the inspected page was seen doing by itself; `own` where it belongs to a flow of ours */
  reportWatched: { params: watchReportSchema, reply: z.strictObject({ own: z.boolean() }) },
  /** the value behind a reference of a flow or client; `null` when it is gone, or another's */
  revealSecret: {
    params: z.strictObject({
      secretId: z.string(),
      /** the flow's id, or the name under which the vault holds the client's */
      owner: z.string(),
    }),
    reply: z.strictObject({ value: z.nullable(z.string()) }),
  },
  /** takes all flows, or one, from the list; they can be brought back for ten seconds */
  clearFlows: { params: z.strictObject({ flowId: z.optional(z.string()) }), reply: done },
  restoreFlows: { params: z.strictObject({}), reply: done },
  /** takes records over from a file, as far as they are not here: what became of each, in their order */
  importFlows: {
    params: z.strictObject({
      flows: z.array(z.strictObject({ flowId: z.string(), events: z.array(flowEventSchema) })),
    }),
    reply: z.strictObject({ taken: z.array(recordTakenSchema) }),
  },
  readSettings: { params: z.strictObject({}), reply: settingsSchema },
  saveSettings: { params: z.partial(settingsSchema), reply: settingsSchema },
  /** the bank profiles that the person brought, by id */
  readProfiles: { params: z.strictObject({}), reply: ownProfiles },
  /** adds files, and replaces those whose id is taken; all own profiles are locked for live again */
  saveProfiles: { params: ownProfiles, reply: ownProfiles },
  deleteProfile: { params: z.strictObject({ id: z.string() }), reply: ownProfiles },
  /** reads a JSON document of a bank, e.g. its metadata; ask for the host first */
  fetchDocument: { params: z.strictObject({ url: z.string() }), reply: documentReplySchema },
  /** the person's registrations at banks; of their secrets, whether they are in memory */
  readClients: { params: z.strictObject({}), reply: clients },
  /** adds or replaces a client; without a secret it keeps the one it had, an empty one takes it away */
  saveClient: {
    params: z.strictObject({ client: clientSchema, secret: z.optional(z.string()) }),
    reply: clients,
  },
  /** forgets a client and its secret */
  deleteClient: { params: z.strictObject({ id: z.string() }), reply: clients },
  /**
   * keeps a private key for signing, as one that nothing can read back: once for each JWS algorithm, under
   * what WebCrypto is told to import it for it
   */
  saveKey: {
    params: z.strictObject({
      id: z.string(),
      jwk: z.record(z.string(), z.string()),
      algorithms: z.record(z.string(), z.record(z.string(), z.string())),
    }),
    reply: done,
  },
  /** makes a key for signing that nothing can read back; its public half can be registered */
  createKey: {
    params: z.strictObject({ algorithm: keyAlgorithmSchema, kid: z.string() }),
    reply: z.strictObject({ key: clientKeySchema }),
  },
  /** forgets a key for good; whoever still names it is told so when it shall sign */
  forgetKey: { params: z.strictObject({ id: z.string() }), reply: done },
  /** banks whose secrets are kept on disk under a passphrase */
  readKept: {
    params: z.strictObject({}),
    reply: z.strictObject({ kept: z.array(keptBankSchema) }),
  },
  actOnKept: { params: keptActSchema, reply: z.strictObject({ outcome: keptOutcomeSchema }) },
  /** flows, secrets, clients, profiles and settings: everything */
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
