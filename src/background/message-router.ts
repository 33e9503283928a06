import * as z from 'zod/mini';
import type { Handlers } from '../contract/replies.ts';
import { requestEnvelopeSchema, requests } from '../contract/requests.ts';

/** Who sent a message, as browsers say it. */
export interface MessageSender {
  id?: string | undefined;
  url?: string | undefined;
  /** of a script in a page: where it runs */
  tab?: { id?: number | undefined } | undefined;
  frameId?: number | undefined;
}

/** What tells our own pages from everybody else. */
export interface OwnIdentity {
  id: string;
  /** the start of every address of ours, with the slash */
  origin: string;
}

/**
 * True for our own pages. A content script would have our id too, but with the address of the page it
 * runs in; so both are asked for.
 */
export function isOwnPage(sender: MessageSender, own: OwnIdentity): boolean {
  return sender.id === own.id && (sender.url ?? '').startsWith(own.origin);
}

/**
 * Answers a message from a panel once the worker is `ready`; `undefined` for anything that is not a request we know, from
 * whomever: an unknown message is ignored.
 */
export function routeMessage(
  message: unknown,
  sender: MessageSender,
  own: OwnIdentity,
  handlers: Handlers,
  ready: Promise<void>,
): Promise<unknown> | undefined {
  if (!isOwnPage(sender, own)) return undefined;
  const envelope = z.safeParse(requestEnvelopeSchema, message);
  if (!envelope.success || !Object.hasOwn(requests, envelope.data.request)) return undefined;
  const name = envelope.data.request as keyof typeof requests;
  const params = z.safeParse(requests[name], envelope.data.params);
  if (!params.success) return undefined;
  // The schema of this name has just accepted these parameters; the table cannot say so in types.
  const handler = handlers[name] as (params: unknown) => Promise<unknown>;
  return ready.then(() => handler(params.data));
}
