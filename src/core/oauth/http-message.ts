import * as z from 'zod/mini';
import { parameterSchema } from './parameter.ts';

const header = z.tuple([z.string(), z.string()]);

/** A request as data: what the worker sends and what the panel can show before anything is sent. */
export const httpRequestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  url: z.string(),
  headers: z.array(header),
  /** the parameters, decoded; they stand in the query or the body already */
  parameters: z.array(parameterSchema),
  body: z.optional(z.string()),
});
export type HttpRequest = z.infer<typeof httpRequestSchema>;

/** An answer as data. Status 0 stands for a redirect that was not followed. */
export const httpAnswerSchema = z.strictObject({
  status: z.number(),
  headers: z.array(header),
  /** the body decoded as UTF-8; malformed bytes shown as U+FFFD */
  body: z.string(),
  /** the bytes were not valid UTF-8, or began with a byte order mark */
  badText: z.boolean(),
  /** bytes read; the body goes on when `cut` */
  bytes: z.number(),
  cut: z.boolean(),
  redirected: z.boolean(),
  /** milliseconds since 1970 at which the headers arrived */
  receivedAtMs: z.number(),
  /** milliseconds from sending to the end of the body */
  durationMs: z.number(),
  /** what the connection spoke, as ALPN names it, e.g. `h2`; absent where nobody tells */
  protocol: z.optional(z.string()),
});
export type HttpAnswer = z.infer<typeof httpAnswerSchema>;

/** What came of an answer that was never whole: its status, and decoded bytes of its body. */
const begun = z.strictObject({ status: z.number(), bytes: z.number() });

/** Why no whole answer came. */
export const httpFailureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancelled') }),
  /** `begun`: an answer had begun, and its body was not whole in time */
  z.strictObject({ kind: z.literal('too_slow'), afterMs: z.number(), begun: z.optional(begun) }),
  z.strictObject({ kind: z.literal('no_permission'), host: z.string() }),
  z.strictObject({ kind: z.literal('plain_http'), host: z.string() }),
  z.strictObject({ kind: z.literal('bad_url') }),
  /** the connection ended in the middle of the body; `reason` as below */
  z.strictObject({ kind: z.literal('cut_off'), reason: z.string(), host: z.string(), begun }),
  /** what the browser said: `net::ERR_…`, `NS_ERROR_…`, or empty when it said nothing */
  z.strictObject({ kind: z.literal('network'), reason: z.string(), host: z.string() }),
]);
export type HttpFailure = z.infer<typeof httpFailureSchema>;

/** The first header of a name, in any case. */
export function headerOf(message: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return message.headers.find(([found]) => found.toLowerCase() === wanted)?.[1];
}
