import * as z from 'zod/mini';
import { requestDraftSchema } from '../core/oauth/request-draft.ts';

/** The form as it was last used: no secret in it. */
export const lastDraftSchema = z.strictObject({
  bankKey: z.string(),
  profileId: z.string(),
  draft: requestDraftSchema,
});
export type LastDraft = z.infer<typeof lastDraftSchema>;

/** What the tool remembers between sessions. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** ids of profiles whose live environment the person unlocked */
  unlockedLive: z.array(z.string()),
  lastDraft: z.nullable(lastDraftSchema),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = { theme: 'system', unlockedLive: [], lastDraft: null };
