import * as z from 'zod/mini';

/** How a request crosses from a panel to the worker. */
export const requestEnvelopeSchema = z.strictObject({
  request: z.string(),
  params: z.unknown(),
});
export type RequestEnvelope = z.infer<typeof requestEnvelopeSchema>;
