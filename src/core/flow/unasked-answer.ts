import * as z from 'zod/mini';
import { findingSchema } from '../lint/finding.ts';
import { addressDifferenceSchema } from '../oauth/near-miss.ts';
import { redirectViaSchema } from './redirect-via.ts';

/**
 * An answer that landed on a redirect URI we know, or nearly so, and that no flow waited for. What it
 * carried is told by names, lengths and fingerprints: a code is never kept.
 */
export const unaskedAnswerSchema = z.strictObject({
  id: z.string(),
  atMs: z.number(),
  via: redirectViaSchema,
  /** the address up to `?` or `#` */
  landedOn: z.string(),
  /** the known redirect URI that it is, or is nearly */
  redirectUri: z.string(),
  /** empty: it landed there */
  differences: z.array(addressDifferenceSchema),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      /** characters */
      length: z.number(),
      fingerprint: z.string(),
      /** the bank's words on an error; of everything else nothing is kept */
      value: z.optional(z.string()),
    }),
  ),
  findings: z.array(findingSchema),
});
export type UnaskedAnswer = z.infer<typeof unaskedAnswerSchema>;
