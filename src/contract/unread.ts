import * as z from 'zod/mini';

/** Something that is stored and cannot be read: damaged, or of another version of this extension. */
export const unreadEntrySchema = z.strictObject({
  /** where it is stored, a slash, and its name there: of a flow its id, of a client its place */
  id: z.string(),
  /** JSON, masked like everything that is recorded; of kept secrets nothing */
  text: z.string(),
});
export type UnreadEntry = z.infer<typeof unreadEntrySchema>;
