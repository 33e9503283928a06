import * as z from 'zod/mini';

/** A profile file as a person wrote it. The worker keeps it unread; the panel resolves it. */
export const profileFileSchema = z.record(z.string(), z.unknown());

/** The profiles that a person brought, by id. */
export const ownProfilesSchema = z.record(z.string(), profileFileSchema);
export type OwnProfiles = z.infer<typeof ownProfilesSchema>;
