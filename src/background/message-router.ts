import * as z from 'zod/mini';
import { type RequestEnvelope, requestEnvelopeSchema } from '../contract/envelope.ts';

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
 * The answer to a request from a page of ours; `undefined` for everything else, from whomever. Whether it is a request
 * that we know is found by who answers, which need not be loaded yet.
 */
export function routeMessage(
  message: unknown,
  sender: MessageSender,
  own: OwnIdentity,
  answer: (request: RequestEnvelope) => Promise<unknown>,
): Promise<unknown> | undefined {
  if (!isOwnPage(sender, own)) return undefined;
  const envelope = z.safeParse(requestEnvelopeSchema, message);
  return envelope.success ? answer(envelope.data) : undefined;
}
