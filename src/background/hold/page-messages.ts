import * as z from 'zod/mini';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import type { MessageSender } from '../message-router.ts';
import { heldAddress } from './hold-rules.ts';
import type { Holds } from './holds.ts';

/** A value of a form or an address: longer than any answer. */
const text = z.string().check(z.maxLength(20_000));

/** All that a bank's page may say while one of its redirects is held. */
const pageMessageSchema = z.discriminatedUnion('page', [
  /** which addresses are held? */
  z.strictObject({ page: z.literal('held') }),
  /** the page was about to go to a held address, and was stopped; `true` when that was right */
  z.strictObject({
    page: z.literal('stopped'),
    url: text,
    form: z.optional(z.array(z.tuple([text, text])).check(z.maxLength(100))),
  }),
]);

/**
 * Answers our script in a bank's page; `undefined` for everything else. It gets no request through to the
 * worker's handlers: it may ask what is held from its own host, and say what it stopped on the way there.
 */
export function routePageMessage(
  message: unknown,
  { id, url, tab, frameId }: MessageSender,
  ownId: string,
  holds: Pick<Holds, 'heldFrom'>,
  sighted: (sighting: RedirectSighting) => Promise<unknown>,
  ready: Promise<void>,
): Promise<unknown> | undefined {
  if (id !== ownId || tab?.id === undefined || !url || !/^https?:/.test(url)) return undefined;
  const parsed = z.safeParse(pageMessageSchema, message);
  if (!parsed.success) return undefined;
  const tabId = tab.id;
  return ready.then(async () => {
    const held = holds.heldFrom(url);
    const { data } = parsed;
    if (data.page === 'held') return held;
    if (!held.includes(heldAddress(data.url))) return false;
    const form = data.form?.map(([name, value]) => ({ name, value }));
    await sighted({
      url: data.url,
      via: form ? 'form_post' : 'navigation',
      ...(form && { form }),
      ...(frameId === 0 ? { tabId } : {}),
    });
    return true;
  });
}
