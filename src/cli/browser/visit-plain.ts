import { isLoopback, plainHttpHost } from '../../core/oauth/failure-reach.ts';
import { err, ok } from '../../core/result.ts';
import { isWebAddress } from '../../engine/flow-plan.ts';
import { english } from '../english.ts';
import type { Visit } from '../flow/visit.ts';

/** Redirects on the way; browsers stop at 20 too. */
const MOST_REDIRECTS = 20;

/**
 * Follows redirects by plain HTTP, without a browser: for banks that approve by themselves.
 *
 * @param told hears of a page at which the redirects end
 */
export function visitPlainly(
  send: typeof fetch,
  timeLimitMs: number,
  told: (page: { url: string; status: number }) => void = () => undefined,
): Visit {
  return async ({ url }, sight) => {
    const cookies = new CookieJar();
    const signal = AbortSignal.timeout(timeLimitMs);
    let address = url;
    for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
      // A path may hold a session of the bank.
      const { origin: place } = new URL(address);
      if (!isWebAddress(address) || plainHttpHost(address) !== undefined) {
        return err(english('cli_plain_stop', place));
      }
      let answer: Response;
      try {
        const cookie = cookies.header(address);
        answer = await send(address, {
          redirect: 'manual',
          headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }) },
          signal,
        });
        // Nobody reads the page; an unread body would keep its connection.
        await answer.body?.cancel();
      } catch {
        return err(english('cli_page_failed', place));
      }
      cookies.keep(address, answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (location === null || !URL.canParse(location, address)) {
        told({ url: address, status: answer.status });
        return err(english('cli_needs_person', place, answer.status));
      }
      address = new URL(location, address).href;
      const { status } = answer;
      if (await sight({ url: address, via: 'bank_redirect', status })) return ok(undefined);
    }
    return err(english('cli_too_many_redirects', MOST_REDIRECTS));
  };
}

/** Cookies by host, as far as a walk of a few redirects needs them: neither path nor age is looked at. @see RFC 6265 §5.3 */
class CookieJar {
  readonly #cookies = new Map<
    string,
    { host: string; domain: boolean; name: string; value: string }
  >();

  keep(address: string, lines: readonly string[]): void {
    const { hostname } = new URL(address);
    for (const line of lines) {
      const [, name, value] = /^\s*([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const asked = /;\s*domain=\.?([^;\s]+)/i.exec(line)?.[1]?.toLowerCase();
      const within = asked?.includes('.') && `.${hostname}`.endsWith(`.${asked}`);
      const host = within && asked && !isLoopback(hostname) ? asked : hostname;
      this.#cookies.set(`${host} ${name}`, { host, domain: host !== hostname, name, value });
    }
  }

  header(address: string): string {
    const { hostname } = new URL(address);
    return [...this.#cookies.values()]
      .filter(({ host, domain }) => host === hostname || (domain && hostname.endsWith(`.${host}`)))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}
