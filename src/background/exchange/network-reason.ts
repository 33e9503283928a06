import { permissions, runtime, webRequest } from '../browser.ts';

/** How long after a failed fetch the browser's own word on it may still come, milliseconds. */
const LATEST_MS = 300;
/** The browser's clock for events and ours may differ by this much, milliseconds. */
const CLOCK_SLACK_MS = 5;

interface Noted {
  address: string;
  reason: string;
  /** milliseconds since 1970, as the browser says it */
  atMs: number;
}

/**
 * Remembers why requests of our own worker failed. `fetch` says only "Failed to fetch"; the browser's
 * webRequest names the cause, before or shortly after the fetch rejects.
 */
export class NetworkReasons {
  #noted: Noted[] = [];
  readonly #waiting = new Set<() => void>();

  /** Call at the worker's top level: a listener added later would not wake it. */
  listen(): void {
    const note = ({ url, error, timeStamp }: { url: string; error: string; timeStamp: number }) => {
      this.#noted = [...this.#noted.slice(-19), { address: url, reason: error, atMs: timeStamp }];
      for (const wake of this.#waiting) wake();
    };
    // tabId -1: requests of no tab, which are the workers'; so pages never wake us.
    const filter = { urls: ['<all_urls>'], tabId: -1 };
    webRequest.onErrorOccurred.addListener(note, filter);
    // Chromium: a listener that is older than a host's grant stays deaf for that host; renew it.
    permissions.onAdded.addListener(() => {
      webRequest.onErrorOccurred.removeListener(note);
      webRequest.onErrorOccurred.addListener(note, filter);
    });
  }

  /** The reason noted for an address since a moment; empty when the browser gave none in time. */
  async reasonFor(address: string, sinceMs: number): Promise<string> {
    this.#noted = this.#noted.filter(({ atMs }) => atMs >= sinceMs - CLOCK_SLACK_MS);
    const taken = this.#take(address);
    if (taken !== undefined) return taken;
    await new Promise<void>((resolve) => {
      const done = () => {
        if (!this.#noted.some((noted) => sameAddress(noted.address, address))) return;
        finish();
      };
      const finish = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(finish, LATEST_MS);
      this.#waiting.add(done);
    });
    return this.#take(address) ?? '';
  }

  #take(address: string): string | undefined {
    const found = this.#noted.find((noted) => sameAddress(noted.address, address));
    this.#noted = this.#noted.filter((noted) => noted !== found);
    return found?.reason;
  }
}

/** Whether two addresses are one, however they are written. */
export function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href;
}

/** Our own origin's host, by which browsers know who started a request. */
export function ownHost(): string {
  return new URL(runtime.getURL('')).host;
}
