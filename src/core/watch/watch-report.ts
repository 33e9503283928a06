import * as z from 'zod/mini';
import { findingSchema } from '../lint/finding.ts';
import { httpAnswerSchema, httpRequestSchema } from '../oauth/http-message.ts';
import { parameterSchema } from '../oauth/parameter.ts';
import { flowPlanSchema } from '../oauth/request-draft.ts';

/**
 * What a panel tells the worker of a flow that the inspected page runs by itself. Values are as they were
 * seen, secrets included: the worker masks them on the way in.
 */
export const watchReportSchema = z.strictObject({
  /** the panel's own id: the same whenever the same request is read again */
  flowId: z.string(),
  tabId: z.number(),
  /** when the page did it */
  atMs: z.number(),
  /** with the first report on a flow */
  start: z.optional(
    z.strictObject({
      plan: flowPlanSchema,
      bank: z.string(),
      /** the authorization URL; absent when it was not seen */
      url: z.optional(z.string()),
      state: z.string(),
      nonce: z.string(),
      /** read from a file, and not seen in a tab */
      imported: z.optional(z.literal(true)),
      findings: z.array(findingSchema),
    }),
  ),
  seen: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('request') }),
    z.strictObject({
      kind: z.literal('page'),
      /** without its query */
      url: z.string(),
      status: z.optional(z.number()),
      failure: z.optional(z.string()),
      findings: z.optional(z.array(findingSchema)),
    }),
    z.strictObject({
      kind: z.literal('answer'),
      url: z.string(),
      form: z.optional(z.array(parameterSchema)),
      /** with which the bank sent the browser there */
      status: z.optional(z.number()),
    }),
    z.strictObject({
      kind: z.literal('call'),
      purpose: z.enum(['exchange', 'client_credentials', 'refresh']),
      /** the request's name in the profile */
      name: z.string(),
      request: httpRequestSchema,
      answer: z.union([
        z.strictObject({ ok: z.literal(true), value: httpAnswerSchema }),
        z.strictObject({ ok: z.literal(false), reason: z.string() }),
      ]),
      findings: z.array(findingSchema),
    }),
  ]),
});
export type WatchReport = z.infer<typeof watchReportSchema>;
