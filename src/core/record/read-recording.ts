import * as z from 'zod/mini';

/** What a recording of Chrome's Recorder tells of the pages that a person went through. */
export interface RecordedJourney {
  /** addresses in the order in which the browser stood on them; the same one twice in a row is told once */
  addresses: string[];
  /** what was typed where a password, a code or a token belongs */
  typedSecrets: string[];
}

const recordingSchema = z.object({ title: z.string(), steps: z.array(z.unknown()) });
const stepSchema = z.object({
  type: z.string(),
  url: z.optional(z.string()),
  value: z.optional(z.string()),
  selectors: z.optional(z.unknown()),
  assertedEvents: z.optional(z.array(z.unknown())),
});
const navigationSchema = z.object({ type: z.literal('navigation'), url: z.string() });

const SECRET_FIELD = /pass|pwd|pin\b|otp|secret|token|code\b/i;

/**
 * Reads a recording as far as it tells of addresses; `undefined` for what is none. Keys that were pressed
 * are passed over.
 *
 * @see https://github.com/puppeteer/replay (its `UserFlow`)
 */
export function readRecording(recording: unknown): RecordedJourney | undefined {
  const read = z.safeParse(recordingSchema, recording);
  if (!read.success) return undefined;
  const steps = read.data.steps.flatMap((step) => {
    const parsed = z.safeParse(stepSchema, step);
    return parsed.success ? [parsed.data] : [];
  });
  const addresses = steps
    .flatMap(({ type, url, assertedEvents = [] }) => [
      ...(type === 'navigate' && url !== undefined ? [url] : []),
      ...assertedEvents.flatMap((event) => z.safeParse(navigationSchema, event).data?.url ?? []),
    ])
    .filter((url) => /^[a-z][a-z\d+.-]*:/i.test(url) && URL.canParse(url));
  return {
    addresses: addresses.filter((url, at) => url !== addresses[at - 1]),
    typedSecrets: steps.flatMap(({ type, value, selectors }) =>
      type === 'change' && value && SECRET_FIELD.test(JSON.stringify(selectors ?? ''))
        ? [value]
        : [],
    ),
  };
}
