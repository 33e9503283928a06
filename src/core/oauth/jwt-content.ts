import * as z from 'zod/mini';

/** Header and claims of a JWT that the client signs: an assertion, a request object, a DPoP proof. */
export const jwtContentSchema = z.strictObject({
  header: z.record(z.string(), z.unknown()),
  claims: z.record(z.string(), z.unknown()),
});
export type JwtContent = z.infer<typeof jwtContentSchema>;
