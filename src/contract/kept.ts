import * as z from 'zod/mini';

/** A bank whose secrets are kept on disk under a passphrase. */
export const keptBankSchema = z.strictObject({
  bank: z.string(),
  unlocked: z.boolean(),
  savedAtMs: z.number(),
});
export type KeptBank = z.infer<typeof keptBankSchema>;

/** What a person does with the kept secrets of a bank. A passphrase is used at once, and stored nowhere. */
export const keptActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('keep'), bank: z.string(), passphrase: z.string() }),
  z.strictObject({ act: z.literal('unlock'), bank: z.string(), passphrase: z.string() }),
  z.strictObject({
    act: z.literal('change'),
    bank: z.string(),
    passphrase: z.string(),
    next: z.string(),
  }),
  z.strictObject({ act: z.literal('lock'), bank: z.string() }),
  z.strictObject({ act: z.literal('forget'), bank: z.string() }),
]);
export type KeptAct = z.infer<typeof keptActSchema>;

/** `wrong_passphrase`: nothing was changed. `not_stored`: the browser refused to write. */
export const keptOutcomeSchema = z.enum(['done', 'wrong_passphrase', 'not_stored']);
export type KeptOutcome = z.infer<typeof keptOutcomeSchema>;
