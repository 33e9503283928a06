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
  /** live keys that the person unlocked: the id of a profile, or `id/option key`, see `liveKey` */
  unlockedLive: z.array(z.string()),
  lastDraft: z.nullable(lastDraftSchema),
  /** flows that are started keep their redirect from the app */
  holdRedirects: z.boolean(),
  /** in DevTools, lists the flows that the inspected page runs by itself */
  watch: z.boolean(),
  /** kept secrets lock after so many minutes without use; 0 or less: with the browser's end */
  lockAfterMinutes: z.number().check(z.int()),
  /** shows a notification before a customer must come back */
  notify: z.boolean(),
  /** reminds a minute before an access token ends, too */
  remindAccess: z.boolean(),
  /** flows that are kept at most, and for how many days; 0: without a limit */
  keepFlows: z.number().check(z.int()),
  keepDays: z.number().check(z.int()),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  theme: 'system',
  unlockedLive: [],
  lastDraft: null,
  holdRedirects: false,
  watch: true,
  lockAfterMinutes: 15,
  notify: false,
  remindAccess: false,
  keepFlows: 10_000,
  keepDays: 180,
};
