import * as z from 'zod/mini';

/** Header and claims of a client assertion: nothing of it is secret before it is signed. */
export const clientAssertionSchema = z.strictObject({
  header: z.record(z.string(), z.unknown()),
  claims: z.record(z.string(), z.unknown()),
});
export type ClientAssertion = z.infer<typeof clientAssertionSchema>;
