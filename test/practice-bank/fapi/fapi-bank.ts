import { randomBytes } from 'node:crypto';
import type { Provider, ProviderContext, StoredPayload } from 'oidc-provider';
import type { BankState } from '../bank-state.ts';
import { fapiClientKeys } from '../clients.ts';
import type { Outcome } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { createClockedAdapters } from '../openid/clocked-adapter.ts';
import { answerInteraction } from '../openid/interaction-pages.ts';
import { mountProvider } from '../openid/mounted-provider.ts';
import { randomText } from '../random-text.ts';
import type { SigningKey } from '../signing-key.ts';
import { answerApiRequest } from './fapi-api.ts';
import { buildFapiConfiguration } from './fapi-configuration.ts';
import { type FapiName, fapiAddresses, fapiTenants, type TlsPorts } from './fapi-tenants.ts';

interface LoadedBank {
  provider: Provider;
  ask: ReturnType<typeof mountProvider>;
  key: SigningKey;
  /** The nonce of the API's proofs. */
  nonce: string;
}

/**
 * One FAPI bank. oidc-provider is loaded at its first request, and again when the clock was moved or a key
 * registered: that ends every nonce, and nothing else, since the storage stays.
 *
 * @param signingKey kept by the caller, so that the published key outlives a reset
 */
export function createFapiBank(
  name: FapiName,
  port: number,
  ports: TlsPorts,
  state: BankState,
  signingKey: () => Promise<SigningKey>,
) {
  const tenant = fapiTenants[name];
  const addresses = fapiAddresses(name, ports);
  const issuedTokenIds = new Set<string>();
  const usedProofIds = new Set<string>();
  const consentIds = new Set<string>();
  const storage = createClockedAdapters(() => state.nowMs());
  const cookieKey = randomText(40);
  let loading: Promise<LoadedBank> | undefined;
  let loadedAheadMs = 0;
  let loadedKeys = state.clientKeys;

  async function load(): Promise<LoadedBank> {
    const [{ Provider, interactionPolicy, errors }, key, { publicJwks }] = await Promise.all([
      import('oidc-provider'),
      signingKey(),
      fapiClientKeys(),
    ]);
    const setup = {
      tenant,
      addresses,
      port,
      tlsPort: ports.tlsPort,
      state,
      key,
      clientKeys: [...publicJwks, ...state.clientKeys],
      adapter: (model: string) => ({
        ...storage(model),
        upsert: (id: string, payload: StoredPayload, seconds?: number) =>
          storage(model).upsert(id, payload, secondsOf(model, seconds)),
      }),
      issuedTokenIds,
      consentIds,
      cookieKey,
      nonceSecret: randomBytes(32),
    };
    const configuration = buildFapiConfiguration(setup, interactionPolicy, errors);
    const provider = new Provider(addresses.issuer, configuration);
    const ask = mountProvider(provider, shortenRequestUri);
    return { provider, ask, key, nonce: randomText(32) };
  }

  function shortenRequestUri({ path, status, body }: ProviderContext) {
    if (path !== '/request' || status !== 201) return;
    const pushed = body as { expires_in: number };
    pushed.expires_in = Math.min(pushed.expires_in, state.lifetimes.requestUriSeconds);
  }

  function secondsOf(model: string, seconds: number | undefined): number | undefined {
    if (model !== 'PushedAuthorizationRequest' || seconds === undefined) return seconds;
    return Math.min(seconds, state.lifetimes.requestUriSeconds);
  }

  function loaded(): Promise<LoadedBank> {
    const { aheadMs, clientKeys } = state;
    if (loading === undefined || loadedAheadMs !== aheadMs || loadedKeys !== clientKeys) {
      loadedAheadMs = aheadMs;
      loadedKeys = clientKeys;
      loading = load();
    }
    return loading;
  }

  /** Answers one request to the bank or, at its own host, to its API. */
  return async (request: PracticeRequest, isApi: boolean): Promise<Outcome> => {
    const { provider, ask, key, nonce } = await loaded();
    if (isApi) {
      const kept = { tenant, addresses, key, nonce, usedProofIds, issuedTokenIds, consentIds };
      const answer = await answerApiRequest(request, { ...kept, nowMs: state.nowMs() });
      return { kind: 'answered', answer };
    }
    if (request.path.startsWith('/interaction/')) {
      const site = { name: tenant.name, resource: addresses.api, ...state.settings };
      return { kind: 'answered', answer: await answerInteraction(provider, request, site) };
    }
    return ask(request);
  };
}
