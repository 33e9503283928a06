import * as z from 'zod/mini';
import type { RequestEnvelope } from '../contract/envelope.ts';
import type { Handlers } from '../contract/replies.ts';
import { requests } from '../contract/requests.ts';

/** Has a request answered by its handler. Rejects, with nothing done, when it is none that we know. */
export async function answerRequest(
  { request, params }: RequestEnvelope,
  handlers: Handlers,
): Promise<unknown> {
  if (!Object.hasOwn(requests, request)) throw new Error('no such request');
  const name = request as keyof typeof requests;
  const known = z.safeParse(requests[name], params);
  if (!known.success) throw new Error(`${name} does not ask for that`);
  // The schema of this name has just accepted these parameters; the table cannot say so in types.
  const handler = handlers[name] as (params: unknown) => Promise<unknown>;
  return handler(known.data);
}
