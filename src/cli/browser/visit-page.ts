import { err, ok } from '../../core/result.ts';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import { isWebAddress } from '../../engine/flow-plan.ts';
import { english } from '../english.ts';
import type { Sight, Visit } from '../flow/visit.ts';
import { approvePages } from './approve-pages.ts';
import type { DrivenPage, DrivenRequest, DrivenResponse } from './driven-page.ts';
import type { PageStep } from './page-step.ts';

export interface VisitOptions {
  /** what is done on the bank's pages; empty: a person does it */
  steps: readonly PageStep[];
  /** milliseconds until nobody waits any more */
  timeLimitMs: number;
}

/**
 * Opens the request in a page and looks at every navigation for the answer: the bank's own redirect, the request
 * that follows it, and the page that is shown. Nothing has to be behind the redirect URI.
 */
export function visitInPage(page: DrivenPage, { steps, timeLimitMs }: VisitOptions): Visit {
  return async ({ url, redirectUri }, sight) => {
    const done = new AbortController();
    let awaited: string[] = [];
    const seen = watchPage(page, sight, done.signal);
    const closed = new Promise<'slow'>((resolve) => {
      const timer = setTimeout(() => resolve('slow'), timeLimitMs);
      done.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const failed = openPage(page, url);
    const approved = approvePages(page, steps, done.signal, (names) => {
      awaited = names;
    });
    const end = await Promise.race([seen, closed, failed]);
    done.abort();
    await approved;
    if (end === 'seen') return ok(undefined);
    if (end === 'failed') return err(english('cli_page_failed', originOf(url)));
    const at = originOf(page.url());
    const seconds = timeLimitMs / 1000;
    if (awaited.length > 0) return err(english('cli_page_lacks', at, awaited.join(', '), seconds));
    return err(english('cli_no_redirect_seen', redirectUri, seconds, at));
  };
}

/** Events of a page that failed may come a little after the failure, milliseconds. */
const GRACE_MS = 1000;

/**
 * Resolves when the bank's page cannot be shown. A page at the redirect URI that does not answer is no failure: its
 * address was seen. Nor is one that went on by itself while it loaded.
 */
async function openPage(page: DrivenPage, url: string): Promise<'failed'> {
  try {
    await page.goto(url);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
    if (!isWebAddress(page.url())) return 'failed';
  }
  return new Promise<never>(() => undefined);
}

/** Resolves when an address was seen that holds the answer. */
function watchPage(page: DrivenPage, sight: Sight, done: AbortSignal): Promise<'seen'> {
  return new Promise((resolve) => {
    let queue: Promise<unknown> = Promise.resolve();
    const look = (sighting: RedirectSighting) => {
      queue = queue.then(async () => {
        if (!done.aborted && (await sight(sighting))) resolve('seen');
      });
    };
    const onResponse = (response: DrivenResponse) => {
      const location = response.headers().location;
      const status = response.status();
      const isRedirect = status >= 300 && status < 400 && location !== undefined;
      if (!isRedirect || !response.request().isNavigationRequest()) return;
      const { href } = new URL(location, response.url());
      look({ url: href, via: 'bank_redirect', status });
    };
    const onRequest = (request: DrivenRequest) => {
      if (!request.isNavigationRequest()) return;
      const form = request.method() === 'POST' ? formOf(request) : [];
      if (form.length > 0) look({ url: request.url(), via: 'form_post', form });
      else look({ url: request.url(), via: 'navigation' });
    };
    const onNavigated = (frame: { url(): string }) => look({ url: frame.url(), via: 'navigation' });
    page.on('response', onResponse);
    page.on('request', onRequest);
    page.on('framenavigated', onNavigated);
    done.addEventListener('abort', () => {
      page.off('response', onResponse);
      page.off('request', onRequest);
      page.off('framenavigated', onNavigated);
    });
  });
}

/** What a page posts; nothing where the browser does not let it be read, as Firefox by BiDi. */
function formOf(request: DrivenRequest) {
  let body: string | null | undefined;
  try {
    body = request.postData();
  } catch {
    return [];
  }
  return [...new URLSearchParams(body ?? '')].map(([name, value]) => ({ name, value }));
}

/** A page's path may hold a session of the bank: where it stood is told by its origin. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
