import * as z from 'zod/mini';

/** A flow's place in the list: when it began, and its id. */
export const listPlaceSchema = z.tuple([z.number(), z.string()]);
export type ListPlace = z.infer<typeof listPlaceSchema>;
