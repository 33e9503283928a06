import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Provider, ProviderContext } from 'oidc-provider';
import type { BankState } from '../bank-state.ts';
import { type Answer, methodNotAllowed, type Outcome } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';
import { answerAccountsRequest } from './accounts.ts';
import { answerInteraction } from './interaction-pages.ts';
import { apiResource, buildProviderConfiguration } from './provider-configuration.ts';

interface LoadedProvider {
  provider: Provider;
  callback: ReturnType<Provider['callback']>;
  key: SigningKey;
}

/**
 * The OpenID bank. oidc-provider is loaded at its first request.
 *
 * @param issuer the bank's origin
 * @param signingKey kept by the caller, so that the published key outlives a reset
 */
export function createOpenIdBank(
  issuer: string,
  port: number,
  state: BankState,
  signingKey: () => Promise<SigningKey>,
) {
  const issuedTokenIds = new Set<string>();
  const answers = new WeakMap<ServerResponse, Answer>();
  const resource = apiResource(issuer);
  let loading: Promise<LoadedProvider> | undefined;

  async function load(): Promise<LoadedProvider> {
    const [{ Provider, interactionPolicy }, key] = await Promise.all([
      import('oidc-provider'),
      signingKey(),
    ]);
    const setup = { issuer, port, state, key, issuedTokenIds };
    const provider = new Provider(issuer, buildProviderConfiguration(setup, interactionPolicy));
    // The answer is taken out as a value, so that faults act on it like on any other.
    provider.use(async (ctx, next) => {
      await next();
      ctx.respond = false;
      answers.set(ctx.res, readAnswer(ctx));
    });
    return { provider, callback: provider.callback(), key };
  }

  /** Answers one request to the OpenID bank. */
  return async (request: PracticeRequest): Promise<Outcome> => {
    loading ??= load();
    const { provider, callback, key } = await loading;
    if (request.path.startsWith('/interaction/')) {
      return { kind: 'answered', answer: await answerInteraction(provider, request, resource) };
    }
    if (request.path === '/api/accounts') {
      if (request.method !== 'GET') return { kind: 'answered', answer: methodNotAllowed('GET') };
      const rules = { issuer, audience: resource, key, issuedTokenIds, nowMs: state.nowMs() };
      return { kind: 'answered', answer: await answerAccountsRequest(request, rules) };
    }
    const { incoming, outgoing } = request.raw;
    await callback(replay(incoming, request.body), outgoing);
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
