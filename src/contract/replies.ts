import * as z from 'zod/mini';
import { savedClientSchema } from '../core/clients/client.ts';
import { clientKeySchema } from '../core/clients/client-key.ts';

import { unaskedAnswerSchema } from '../core/flow/unasked-answer.ts';
import { findingSchema } from '../core/lint/finding.ts';
import { parameterSchema } from '../core/oauth/parameter.ts';
import { recordTakenSchema } from '../core/record/merge-record.ts';
import { documentReplySchema } from './document.ts';
import { keptBankSchema, keptOutcomeSchema } from './kept-bank.ts';
import { listPlaceSchema } from './list-place.ts';
import { ownProfilesSchema } from './profiles.ts';
import type { Params, RequestName } from './requests.ts';
import { settingsSchema } from './settings.ts';
import { toldEventsSchema, toldRowsSchema } from './told-flows.ts';
import { unreadEntrySchema } from './unread.ts';
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
  /** the browser did not store how the call ended: it is held in memory, and `cancelCall` stores it once it can */
  z.strictObject({ kind: z.literal('answer_not_recorded') }),
  z.strictObject({ kind: z.literal('nothing_to_send') }),
  /** names that an earlier step, or the person, has yet to fill */
  z.strictObject({ kind: z.literal('missing_values'), names: z.array(z.string()) }),
  /** a browser cannot send this: the person sends it elsewhere and pastes the answer */
  z.strictObject({ kind: z.literal('explained_only') }),
  z.strictObject({ kind: z.literal('plain_http'), host: z.string() }),
  z.strictObject({ kind: z.literal('live_locked') }),
  /** the organisation rules it out, see `policy.ts` */
  z.strictObject({ kind: z.literal('live_not_allowed') }),
  z.strictObject({ kind: z.literal('bank_not_allowed') }),
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
const ownProfiles = z.strictObject({ files: ownProfilesSchema });
const clients = z.strictObject({ clients: z.array(savedClientSchema) });

const listPart = z.strictObject({
  flows: toldRowsSchema,
  /** where the list goes on; absent at its end */
  next: z.optional(listPlaceSchema),
});

/** What the worker gives back for each request: only the panel reads it, so the worker has no part of it. */
export const replies = {
  readFirst: z.strictObject({
    /** its beginning; absent where it cannot be read, while the rest can */
    list: z.optional(listPart),
    settings: settingsSchema,
    /** what the organisation has set, as it was set: `readPolicy` understands it */
    managed: z.record(z.string(), z.unknown()),
    /** the bank profiles that the person brought, by id */
    files: ownProfilesSchema,
    /** the person's registrations at banks; of their secrets, whether they are in memory */
    clients: z.array(savedClientSchema),
  }),
  readBeside: z.strictObject({
    /** banks whose secrets are kept on disk under a passphrase */
    kept: z.array(keptBankSchema),
    /** answers that no flow waited for, newest first */
    unasked: z.array(unaskedAnswerSchema),
  }),
  listFlows: listPart,
  readFlow: z.strictObject({ events: toldEventsSchema }),
  startAuthorization: flowReply,
  startSteps: flowReply,
  runStep: flowReply,
  saveCaptured: flowReply,
  pasteAnswer: flowReply,
  openFlow: flowReply,
  pushRequest: flowReply,
  requestToken: flowReply,
  runAgain: flowReply,
  sendFault: flowReply,
  exchangeCode: flowReply,
  refresh: flowReply,
  callApi: flowReply,
  askTokenStatus: flowReply,
  callAgain: flowReply,
  cancelCall: done,
  pasteRedirect: flowReply,
  discardCode: flowReply,
  releaseAnswer: flowReply,
  readHeld: z.strictObject({
    held: z.nullable(
      z.strictObject({
        bank: z.string(),
        app: z.string(),
        untilMs: z.number(),
        state: z.enum(['held', 'unread', 'released', 'exchanged', 'discarded', 'over']),
      }),
    ),
  }),
  takeReleased: z.strictObject({
    answer: z.nullable(z.strictObject({ url: z.string(), form: z.array(parameterSchema) })),
  }),
  abandonFlow: flowReply,
  reportPage: done,
  reportLanding: done,
  clearUnasked: done,
  reportWatched: z.strictObject({ own: z.boolean() }),
  revealSecret: z.strictObject({ value: z.nullable(z.string()) }),
  clearFlows: done,
  restoreFlows: done,
  importFlows: z.strictObject({
    taken: z.array(recordTakenSchema),
    /** how many flows had to make room */
    forgotten: z.number(),
  }),
  readSettings: settingsSchema,
  saveSettings: settingsSchema,
  saveProfiles: ownProfiles,
  deleteProfile: ownProfiles,
  fetchDocument: documentReplySchema,
  saveClient: clients,
  deleteClient: clients,
  saveKey: done,
  createKey: z.strictObject({ key: clientKeySchema }),
  forgetKey: done,
  actOnKept: z.strictObject({ outcome: keptOutcomeSchema }),
  findUnread: z.strictObject({ unread: z.array(unreadEntrySchema) }),
  deleteAllData: done,
} satisfies Record<RequestName, z.ZodMiniType>;

export type Reply<Name extends RequestName> = z.infer<(typeof replies)[Name]>;
export type Handlers = {
  [Name in RequestName]: (params: Params<Name>) => Promise<Reply<Name>>;
};
