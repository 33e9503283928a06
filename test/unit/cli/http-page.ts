import type { DrivenPage } from '../../../src/cli/browser/driven-page.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';

/** A page without a browser: it follows redirects, shows no fields, and tells its listeners as both libraries do. */
export class HttpPage implements DrivenPage {
  readonly #listeners = new Map<string, Set<(told: unknown) => void>>();
  readonly #network = nodeFetch({}, {});
  #url = 'about:blank';

  async goto(address: string): Promise<void> {
    this.#tell('request', request(address));
    const answer = await this.#network.fetch(address, { redirect: 'manual' });
    await answer.body?.cancel();
    this.#url = address;
    const location = answer.headers.get('location');
    this.#tell('response', {
      status: () => answer.status,
      url: () => address,
      headers: () => Object.fromEntries(answer.headers),
      request: () => request(address),
    });
    // As in a browser, nobody has to be at the redirect URI.
    if (location) this.#tell('request', request(new URL(location, address).href));
    else this.#tell('framenavigated', { url: () => address });
  }

  url(): string {
    return this.#url;
  }

  async evaluateHandle(): Promise<{ asElement(): null }> {
    return { asElement: () => null };
  }

  on(event: string, listener: (told: unknown) => void): void {
    this.#listeners.set(event, new Set([...(this.#listeners.get(event) ?? []), listener]));
  }

  off(event: string, listener: (told: unknown) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  /** How many listen still. */
  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, all) => sum + all.size, 0);
  }

  #tell(event: string, told: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(told);
  }
}

function request(url: string) {
  return {
    url: () => url,
    method: () => 'GET',
    isNavigationRequest: () => true,
    postData: () => null,
  };
}
