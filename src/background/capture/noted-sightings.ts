import * as z from 'zod/mini';
import { redirectViaSchema } from '../../core/flow/redirect-via.ts';
import { mayAnswer } from '../../core/oauth/may-answer.ts';
import { parameterSchema } from '../../core/oauth/parameter.ts';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import type { SessionArea } from '../storage/session-vault.ts';

const PREFIX = 'sighting:';
/** A sighting that so many lives died over is dropped: it may be what they died of. */
const MOST_LIVES = 3;

const notedSchema = z.strictObject({
  lives: z.number(),
  sighting: z.strictObject({
    url: z.string(),
    via: redirectViaSchema,
    tabId: z.optional(z.number()),
    status: z.optional(z.number()),
    form: z.optional(z.array(parameterSchema)),
  }),
});

/**
 * Redirects that were seen and not dealt with yet, in `storage.session`, where a worker that died over one finds it
 * in its next life: no browser tells of a landing a second time.
 */
export class NotedSightings {
  readonly #area: SessionArea;
  readonly #randomId: () => string;
  /** what this life of the worker is at by itself */
  readonly #own = new Set<string>();

  constructor(area: SessionArea, randomId: () => string) {
    this.#area = area;
    this.#randomId = randomId;
  }

  /** Notes a sighting, before anything is awaited, while `work` is done with it. */
  async during(sighting: RedirectSighting, work: () => Promise<unknown>): Promise<void> {
    // Addresses without an answer need not be noted.
    if (!mayAnswer(sighting)) return void (await work());
    const key = PREFIX + this.#randomId();
    this.#own.add(key);
    const noted = this.#put(key, sighting, 1);
    try {
      await work();
    } finally {
      await noted;
      await this.#area.remove([key]).catch(() => undefined);
      this.#own.delete(key);
    }
  }

  /** Does the work that earlier lives left behind. */
  async resume(work: (sighting: RedirectSighting) => Promise<unknown>): Promise<void> {
    for (const [key, candidate] of Object.entries(await this.#area.get(null))) {
      if (!key.startsWith(PREFIX) || this.#own.has(key)) continue;
      const parsed = z.safeParse(notedSchema, candidate);
      if (parsed.success && parsed.data.lives < MOST_LIVES) {
        const { tabId, ...rest } = parsed.data.sighting;
        const sighting = { ...rest, ...(tabId === undefined ? {} : { tabId }) };
        await this.#put(key, sighting, parsed.data.lives + 1);
        await work(sighting);
      }
      await this.#area.remove([key]);
    }
  }

  /** What does not fit is not noted: it is worked on all the same. */
  #put(key: string, sighting: RedirectSighting, lives: number): Promise<void> {
    const { url, via, tabId, status, form } = sighting;
    const known = {
      ...{ url, via },
      ...(tabId === undefined ? {} : { tabId }),
      ...(status === undefined ? {} : { status }),
      ...(form && { form }),
    };
    return this.#area.set({ [key]: { lives, sighting: known } }).catch(() => undefined);
  }
}
