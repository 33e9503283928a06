import * as z from 'zod/mini';

/** A bank whose secrets are kept on disk under a passphrase. */
export const keptBankSchema = z.strictObject({
  bank: z.string(),
  unlocked: z.boolean(),
  savedAtMs: z.number(),
});
export type KeptBank = z.infer<typeof keptBankSchema>;

/** `wrong_passphrase`: nothing was changed. `not_stored`: the browser refused to write. `not_allowed`: the organisation wants none kept. */
export const keptOutcomeSchema = z.enum(['done', 'wrong_passphrase', 'not_stored', 'not_allowed']);
export type KeptOutcome = z.infer<typeof keptOutcomeSchema>;
