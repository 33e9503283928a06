import * as z from 'zod/mini';
import { fitting } from './fitting.ts';
import { type Settings, settingsSchema } from './settings.ts';

const { theme, holdRedirects, watch, lockAfterMinutes } = settingsSchema.shape;

/** What a setting is until the person chooses otherwise. */
const defaultsShape = { theme, holdRedirects, watch, lockAfterMinutes };

/**
 * What an organisation may set, by `storage.managed`: flat, and of what every operating system's way of setting policies
 * can say. What Chrome is told of it stands at the root, beside the manifest.
 */
export const policyShape = {
  /** ids of bank profiles, `*` for any characters; absent: all of them */
  allowedBanks: z.array(z.string()),
  /** `false`: live environments cannot be unlocked */
  allowLive: z.boolean(),
  /** bank profiles as JSON texts, shown beside those that ship with the tool */
  profiles: z.array(z.string()),
  /** what may be saved as a file: nothing, or only what has no secret in it */
  exports: z.enum(['none', 'without_secrets']),
  /** `false`: no secret goes to disk */
  keepSecrets: z.boolean(),
  /** as the settings of these names, which may be lower and not higher */
  keepFlows: z.number().check(z.int(), z.positive()),
  keepDays: z.number().check(z.int(), z.positive()),
  defaults: z.record(z.string(), z.unknown()),
};
export type Policy = { [Name in keyof typeof policyShape]?: z.infer<(typeof policyShape)[Name]> };

/** A stored policy, as far as it can be understood: nobody checked it before, Firefox not at all. */
export function readPolicy(stored: Readonly<Record<string, unknown>>): Policy {
  return fitting(policyShape, stored);
}

/** The defaults of a policy that are settings, and of their kind. */
export function policyDefaults({ defaults = {} }: Policy): Partial<Settings> {
  return fitting(defaultsShape, defaults);
}

/** Whether flows may go to the bank of this profile. */
export function allowsBank({ allowedBanks }: Policy, profileId: string): boolean {
  return allowedBanks?.some((glob) => matches(glob, profileId)) ?? true;
}

/** `*` stands for any characters, every other character for itself. */
function matches(glob: string, text: string): boolean {
  const parts = glob.split('*').map((part) => part.replaceAll(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
