import * as z from 'zod/mini';
import { savedClientSchema } from '../core/clients/client.ts';

import { unaskedAnswerSchema } from '../core/flow/unasked-answer.ts';
import { keptBankSchema } from './kept-bank.ts';
import { ownProfilesSchema } from './profiles.ts';
import { settingsSchema } from './settings.ts';
import { toldEventsSchema, toldRowsSchema } from './told-flows.ts';

/** What the worker tells every open panel. */
export const workerEventSchema = z.discriminatedUnion('event', [
  /** what happened a moment ago, in the order in which it did, and how the flows that it happened in stand now */
  z.strictObject({
    event: z.literal('flows_changed'),
    summaries: toldRowsSchema,
    flowEvents: toldEventsSchema,
  }),
  /**
   * The worker that was before may have died before it told what it did last: so many flows are in the list, and so those
   * stand in which something may have happened.
   */
  z.strictObject({
    event: z.literal('worker_started'),
    listed: z.number(),
    summaries: toldRowsSchema,
  }),
  /** the list as a whole is new: cleared, restored or deleted */
  z.strictObject({ event: z.literal('flows_replaced') }),
  z.strictObject({ event: z.literal('settings_changed'), settings: settingsSchema }),
  z.strictObject({ event: z.literal('profiles_changed'), files: ownProfilesSchema }),
  z.strictObject({ event: z.literal('unasked_changed'), answers: z.array(unaskedAnswerSchema) }),
  z.strictObject({ event: z.literal('kept_changed'), kept: z.array(keptBankSchema) }),
  z.strictObject({ event: z.literal('clients_changed'), clients: z.array(savedClientSchema) }),
]);
export type WorkerEvent = z.infer<typeof workerEventSchema>;
