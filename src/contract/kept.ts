import * as z from 'zod/mini';

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
