import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Provider, ProviderContext } from 'oidc-provider';
import type { Answer, Outcome } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';

/**
 * oidc-provider as one bank among others: it gets requests that were read already, and what it answers
 * comes out as a value, so that faults act on it like on any other.
 *
 * @param edit changes an answer while it still is the provider's
 */
export function mountProvider(
  provider: Provider,
  edit?: (ctx: ProviderContext) => void,
): (request: PracticeRequest) => Promise<Outcome & { kind: 'answered' | 'sent' }> {
  const answers = new WeakMap<ServerResponse, Answer>();
  provider.use(async (ctx, next) => {
    await next();
    edit?.(ctx);
    ctx.respond = false;
    answers.set(ctx.res, readAnswer(ctx));
  });
  const callback = provider.callback();
  return async ({ raw: { incoming, outgoing }, body }) => {
    await callback(replay(incoming, body), outgoing);
    const answer = answers.get(outgoing);
    if (answer === undefined) return { kind: 'sent', status: outgoing.statusCode };
    return { kind: 'answered', answer };
  };
}

/** The same request with its body still unread, as oidc-provider wants to read it by itself. */
function replay(incoming: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(incoming.socket);
  copy.method = incoming.method;
  copy.url = incoming.url;
  copy.headers = incoming.headers;
  copy.httpVersion = incoming.httpVersion;
  copy.push(body);
  copy.push(null);
  copy.complete = true;
  return copy;
}

function readAnswer({ status, body, response }: ProviderContext): Answer {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && name !== 'content-length') headers[name] = value;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: body === undefined || body === null ? '' : text };
}
