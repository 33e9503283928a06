import * as z from 'zod/mini';
import { httpFailureSchema } from '../core/oauth/http-message.ts';

/** Why a document was not had; the panel has a sentence for each. */
export const documentFailureSchema = z.discriminatedUnion('kind', [
  httpFailureSchema,
  z.strictObject({ kind: z.literal('too_large'), host: z.string() }),
  z.strictObject({ kind: z.literal('not_json'), host: z.string(), status: z.number() }),
  /** redirects are not followed: the address given is the one that must answer */
  z.strictObject({ kind: z.literal('redirected'), host: z.string() }),
]);
export type DocumentFailure = z.infer<typeof documentFailureSchema>;

/** A JSON document of a bank, whatever the status it came with. */
export const documentReplySchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    value: z.strictObject({ status: z.number(), text: z.string(), durationMs: z.number() }),
  }),
  z.strictObject({ ok: z.literal(false), error: documentFailureSchema }),
]);
export type DocumentReply = z.infer<typeof documentReplySchema>;
