import { practiceCredentials } from '../../practice-bank/clients.ts';
import { type LocalAnswer, type LocalTls, send } from './local-client.ts';

/** A browser that keeps cookies by name and path, as far as one bank needs it. */
class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #tls: LocalTls | undefined;

  constructor(tls: LocalTls | undefined) {
    this.#tls = tls;
  }

  async open(url: string, form?: Record<string, string>): Promise<LocalAnswer> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies]
      .filter(([key]) => pathname.startsWith(key.slice(0, key.indexOf(' '))))
      .map(([, pair]) => pair)
      .join('; ');
    const answer = await send(url, {
      headers: { cookie },
      ...(this.#tls && { tls: this.#tls }),
      ...(form === undefined ? {} : { form }),
    });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const pair = line.split(';', 1).join('');
      const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
      this.#cookies.set(`${path} ${pair.slice(0, pair.indexOf('='))}`, pair);
    }
    return answer;
  }

  /** Follows redirects for as long as they stay at the bank. */
  async follow(answer: LocalAnswer, issuer: string): Promise<LocalAnswer> {
    const location = answer.headers.location;
    if (location === undefined) return answer;
    const next = new URL(location, issuer);
    if (next.origin !== issuer) return answer;
    return this.follow(await this.open(next.href), issuer);
  }

  async submit(
    page: LocalAnswer,
    issuer: string,
    form: Record<string, string>,
  ): Promise<LocalAnswer> {
    const action = /action="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`No form on the page:\n${page.text}`);
    return this.follow(await this.open(new URL(action, issuer).href, form), issuer);
  }
}

/** Opens an authorization URL in a new browser and goes on to the first page. */
export async function openLoginPage(url: string, tls?: LocalTls) {
  const issuer = new URL(url).origin;
  const browser = new Browser(tls);
  const page = await browser.follow(await browser.open(url), issuer);
  return { browser, page, issuer };
}

/** Logs in and decides, where the bank asks at all; gives the redirect that leaves the bank. */
export async function decide(
  url: string,
  decision: 'approve' | 'refuse',
  tls?: LocalTls,
): Promise<URL> {
  const { user, password } = practiceCredentials;
  const { browser, page, issuer } = await openLoginPage(url, tls);
  if (page.headers.location !== undefined) return new URL(page.headers.location);
  const consentPage = await browser.submit(page, issuer, { user, password });
  const answer = await browser.submit(consentPage, issuer, { decision });
  return new URL(answer.headers.location ?? '');
}
