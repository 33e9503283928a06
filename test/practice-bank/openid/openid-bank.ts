import type { Provider } from 'oidc-provider';
import type { BankState } from '../bank-state.ts';
import { methodNotAllowed, type Outcome } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';
import { answerAccountsRequest } from './accounts.ts';
import { answerInteraction } from './interaction-pages.ts';
import { mountProvider } from './mounted-provider.ts';
import { apiResource, buildProviderConfiguration } from './provider-configuration.ts';

interface LoadedProvider {
  provider: Provider;
  ask: ReturnType<typeof mountProvider>;
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
  const resource = apiResource(issuer);
  let loading: Promise<LoadedProvider> | undefined;

  async function load(): Promise<LoadedProvider> {
    const [{ Provider, interactionPolicy }, key] = await Promise.all([
      import('oidc-provider'),
      signingKey(),
    ]);
    const setup = { issuer, port, state, key, issuedTokenIds };
    const provider = new Provider(issuer, buildProviderConfiguration(setup, interactionPolicy));
    return { provider, ask: mountProvider(provider), key };
  }

  /** Answers one request to the OpenID bank. */
  return async (request: PracticeRequest): Promise<Outcome> => {
    loading ??= load();
    const { provider, ask, key } = await loading;
    if (request.path.startsWith('/interaction/')) {
      const site = { name: 'OpenID practice bank', resource, ...state.settings };
      return { kind: 'answered', answer: await answerInteraction(provider, request, site) };
    }
    if (request.path === '/api/accounts') {
      if (request.method !== 'GET') return { kind: 'answered', answer: methodNotAllowed('GET') };
      const rules = { issuer, audience: resource, key, issuedTokenIds, nowMs: state.nowMs() };
      return { kind: 'answered', answer: await answerAccountsRequest(request, rules) };
    }
    return ask(request);
  };
}
