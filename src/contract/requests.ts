import * as z from 'zod/mini';
import { clientSchema } from '../core/clients/client.ts';
import { keyAlgorithmSchema } from '../core/clients/client-key.ts';
import { benchMarkSchema, faultIdSchema } from '../core/fault-bench/fault.ts';
import { flowEventSchema } from '../core/flow/flow-event.ts';
import { findingSchema, onErrorsSchema } from '../core/lint/finding.ts';
import { callEditSchema } from '../core/oauth/call-edit.ts';
import { parameterSchema } from '../core/oauth/parameter.ts';
import { draftSecretsSchema, flowPlanSchema } from '../core/oauth/request-draft.ts';
import { watchReportSchema } from '../core/watch/watch-report.ts';
import { keptActSchema } from './kept.ts';
import { listPlaceSchema } from './list-place.ts';
import { ownProfilesSchema } from './profiles.ts';
import { settingsSchema } from './settings.ts';

/** Where an authorization URL is to open: the inspected tab, a new one, or nowhere (the person copies it). */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inspected_tab'), tabId: z.number() }),
  z.strictObject({ kind: z.literal('new_tab') }),
  z.strictObject({ kind: z.literal('copied') }),
]);
export type Destination = z.infer<typeof destinationSchema>;

const byId = z.strictObject({ id: z.string() });
const flow = z.strictObject({ flowId: z.string() });
const ownProfiles = z.strictObject({ files: ownProfilesSchema });

/** An answer as a panel saw it come. */
const landingSchema = z.strictObject({
  url: z.string(),
  tabId: z.number(),
  via: z.enum(['navigation', 'failed_navigation', 'bank_redirect', 'form_post']),
  /** HTTP status of the bank's redirect */
  status: z.optional(z.number()),
  form: z.optional(z.array(parameterSchema)),
});
export type SeenLanding = z.infer<typeof landingSchema>;

/** `send_anyway` once the person was asked. */
const onErrors = { onErrors: onErrorsSchema };

/** What the panel's linter said of an authorization request. */
const linted = { findings: z.array(findingSchema), ...onErrors };

/** Everything a panel can ask of the worker. */
export const requests = {
  /** all that a panel knows before it draws its list, in one message: each takes its time, also where the worker is awake */
  readFirst: z.strictObject({}),
  /** what it shows beside its list */
  readBeside: z.strictObject({}),
  /** some flows, those that began last first; `after` a place that an earlier part named, those that follow it */
  listFlows: z.strictObject({ after: z.optional(listPlaceSchema) }),
  readFlow: flow,
  /** records a flow, opens its authorization URL and waits for the redirect */
  startAuthorization: z.strictObject({
    plan: flowPlanSchema,
    bank: z.string(),
    secrets: draftSecretsSchema,
    destination: destinationSchema,
    ...linted,
  }),
  /** records a flow that goes step by step; nothing is sent or opened yet */
  startSteps: z.strictObject({
    plan: flowPlanSchema,
    bank: z.string(),
    secrets: draftSecretsSchema,
    findings: z.array(findingSchema),
  }),
  /** performs one of the steps before the redirect */
  runStep: z.strictObject({ flowId: z.string(), name: z.string() }),
  /** ids that a person typed for later steps */
  saveCaptured: z.strictObject({ flowId: z.string(), values: z.record(z.string(), z.string()) }),
  /** the answer to a request that was sent elsewhere */
  pasteAnswer: z.strictObject({
    flowId: z.string(),
    name: z.string(),
    status: z.number(),
    contentType: z.string(),
    body: z.string(),
  }),
  /** opens the authorization URL of a flow whose earlier steps are done */
  openFlow: z.strictObject({ flowId: z.string(), destination: destinationSchema, ...linted }),
  /** pushes the authorization request of a flow, again where the one before was used or has ended */
  pushRequest: z.strictObject({ flowId: z.string(), ...onErrors }),
  /** records a flow and asks for a token with client_credentials */
  requestToken: z.strictObject({
    plan: flowPlanSchema,
    bank: z.string(),
    clientSecret: z.string(),
    ...linted,
  }),
  /** starts the same flow with fresh state and verifier, and goes as far by itself as the flow went */
  runAgain: z.strictObject({
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
  /** sends, in a flow of a bench, what the bank should refuse */
  sendFault: z.strictObject({ flowId: z.string(), fault: faultIdSchema }),
  exchangeCode: z.strictObject({ flowId: z.string(), ...onErrors }),
  /** renews with this refresh token, absent: the one in use; a client's own token is asked for anew */
  refresh: z.strictObject({ flowId: z.string(), tokenId: z.optional(z.string()) }),
  /** tries an access token on one of the profile's API requests */
  callApi: z.strictObject({
    flowId: z.string(),
    name: z.string(),
    tokenId: z.string(),
    edit: z.optional(callEditSchema),
    ...onErrors,
  }),
  /** asks the bank about a token, or to end it */
  askTokenStatus: z.strictObject({
    flowId: z.string(),
    tokenId: z.string(),
    purpose: z.enum(['introspection', 'revocation']),
  }),
  /** makes an API call again with the token in use; `renew`: with a new one */
  callAgain: z.strictObject({
    flowId: z.string(),
    callId: z.string(),
    renew: z.optional(z.literal(true)),
  }),
  cancelCall: flow,
  pasteRedirect: z.strictObject({
    flowId: z.string(),
    url: z.string(),
    /** we made it ourselves, to see whether it is refused */
    fault: z.optional(faultIdSchema),
  }),
  discardCode: flow,
  /** gives a held answer to the app, unchanged; it is not exchanged here after that */
  releaseAnswer: flow,
  /** what the page says that stands in place of the app while its answer is held */
  readHeld: flow,
  /** a posted answer that was released, for the page that sends it on: given once */
  takeReleased: flow,
  abandonFlow: z.strictObject({
    flowId: z.string(),
    /** what the person sees instead of a redirect */
    saw: z.optional(z.enum(['login_page', 'error_page'])),
  }),
  /** evidence from the panel: the page on which a waiting flow's tab stands */
  reportPage: z.strictObject({
    flowId: z.string(),
    url: z.string(),
    status: z.optional(z.number()),
    failure: z.optional(z.string()),
  }),
  /** an answer that a tab was sent to, and that the worker has not told of: because it is in a fragment, or because the worker was ended just then */
  reportLanding: landingSchema,
  clearUnasked: z.strictObject({}),
  /** what the inspected page was seen doing by itself; `own` where it belongs to a flow of ours */
  reportWatched: watchReportSchema,
  /** the value behind a reference of a flow or client; `null` when it is gone, or another's */
  revealSecret: z.strictObject({
    secretId: z.string(),
    /** the flow's id, or the name under which the vault holds the client's */
    owner: z.string(),
  }),
  /** takes all flows, or one, from the list; they can be brought back for ten seconds */
  clearFlows: z.strictObject({ flowId: z.optional(z.string()) }),
  restoreFlows: z.strictObject({}),
  /** takes records over from a file, as far as they are not here: what became of each, in their order */
  importFlows: z.strictObject({
    flows: z.array(z.strictObject({ flowId: z.string(), events: z.array(flowEventSchema) })),
  }),
  readSettings: z.strictObject({}),
  saveSettings: z.partial(settingsSchema),
  /** adds files, and replaces those whose id is taken; all own profiles are locked for live again */
  saveProfiles: ownProfiles,
  deleteProfile: byId,
  /** reads a JSON document of a bank, e.g. its metadata; ask for the host first */
  fetchDocument: z.strictObject({ url: z.string() }),
  /** adds or replaces a client; without a secret it keeps the one it had, an empty one takes it away */
  saveClient: z.strictObject({ client: clientSchema, secret: z.optional(z.string()) }),
  /** forgets a client and its secret */
  deleteClient: byId,
  /**
   * keeps a private key for signing, as one that nothing can read back: once for each JWS algorithm, under
   * what WebCrypto is told to import it for it
   */
  saveKey: z.strictObject({
    id: z.string(),
    jwk: z.record(z.string(), z.string()),
    algorithms: z.record(z.string(), z.record(z.string(), z.string())),
  }),
  /** makes a key for signing that nothing can read back; its public half can be registered */
  createKey: z.strictObject({ algorithm: keyAlgorithmSchema, kid: z.string() }),
  /** forgets a key for good; whoever still names it is told so when it shall sign */
  forgetKey: byId,
  actOnKept: keptActSchema,
  /**
   * what is stored and cannot be read, masked; `all` looks at each event too, of which there are many; `drop` deletes what
   * is found, for good
   */
  findUnread: z.strictObject({ all: z.boolean(), drop: z.boolean() }),
  /** flows, secrets, clients, profiles and settings: everything */
  deleteAllData: z.strictObject({}),
} satisfies Record<string, z.ZodMiniType>;

export type RequestName = keyof typeof requests;
export type Params<Name extends RequestName> = z.infer<(typeof requests)[Name]>;
