import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import { alarms, permissions, scripting, sessionRules, webRequest } from '../browser.ts';
import { FIRST_RULE, type HoldRules } from './hold-rules.ts';

const NAME = 'hold';
const SCRIPT = 'hold-page.js';
const FILTER = { urls: ['<all_urls>'], types: ['main_frame' as const, 'sub_frame' as const] };

/** The patterns of addresses that the browser blocks for us now. */
export async function blockedPatterns(): Promise<Set<string | undefined>> {
  const rules = await sessionRules.getSessionRules();
  return new Set(
    rules.filter(({ id }) => id >= FIRST_RULE).map(({ condition }) => condition.regexFilter),
  );
}

/** Puts rules in force in place of those of before, at once. Rejects when the browser takes them not. */
export async function applyRules({ rules, pages }: HoldRules): Promise<void> {
  const before = (await sessionRules.getSessionRules()).filter(({ id }) => id >= FIRST_RULE);
  if (before.length + rules.length > 0) {
    const removeRuleIds = before.map(({ id }) => id);
    await sessionRules.updateSessionRules({ removeRuleIds, addRules: rules });
  }
  if (!scripting) return;
  const registered = await scripting.getRegisteredContentScripts({ ids: [NAME] });
  const script = { id: NAME, matches: pages };
  if (pages.length === 0) {
    if (registered.length > 0) await scripting.unregisterContentScripts({ ids: [NAME] });
  } else if (registered.length > 0) {
    await scripting.updateContentScripts([script]);
  } else {
    await scripting.registerContentScripts([
      {
        ...script,
        js: [SCRIPT],
        allFrames: true,
        runAt: 'document_start',
        persistAcrossSessions: false,
      },
    ]);
  }
}

/** The page that a tab shows already is watched too: it was there before its host was granted. */
export async function watchTab(tabId: number): Promise<void> {
  await scripting
    ?.executeScript({ target: { tabId, allFrames: true }, files: [SCRIPT] })
    // The tab may have gone, or stand on a page of another host.
    .catch(() => undefined);
}

/** Wakes the worker when a hold is to end. Call at the worker's top level. */
export function onHoldAlarm(run: () => void): void {
  alarms.onAlarm.addListener(({ name }) => {
    if (name === NAME) run();
  });
}

export async function setHoldAlarm(whenMs: number | undefined): Promise<void> {
  if (whenMs === undefined) await alarms.clear(NAME);
  else alarms.create(NAME, { when: whenMs });
}

interface HeaderDetails {
  url: string;
  tabId: number;
  frameId: number;
  statusCode: number;
  responseHeaders?: { name: string; value?: string }[] | undefined;
}

interface BodyDetails {
  url: string;
  tabId: number;
  frameId: number;
  method: string;
  requestBody?: { formData?: Record<string, unknown> } | undefined;
}

/**
 * Reads answers that a hold stops: redirects that are taken out of the bank's answer, and forms whose
 * request is blocked. Only on granted hosts, and only while something is held, so that the worker sleeps
 * otherwise. Create it at the worker's top level: it listens until it is told that nothing is held.
 */
export class HoldReaders {
  readonly #headers: (details: HeaderDetails) => undefined;
  readonly #body: (details: BodyDetails) => undefined;
  #reading = false;

  constructor(sighted: (sighting: RedirectSighting) => void) {
    const tabOf = ({ tabId, frameId }: { tabId: number; frameId: number }) =>
      frameId === 0 ? { tabId } : {};
    this.#headers = (details) => {
      const { url, statusCode: status, responseHeaders = [] } = details;
      const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value;
      if (location === undefined || status < 300 || status > 399 || !URL.canParse(location, url)) {
        return;
      }
      const target = new URL(location, url).href;
      sighted({ url: target, via: 'bank_redirect', status, ...tabOf(details) });
    };
    this.#body = (details) => {
      const { formData } = details.requestBody ?? {};
      if (details.method !== 'POST' || !formData) return;
      const form = Object.entries(formData).flatMap(([name, values]) =>
        Array.isArray(values)
          ? values.flatMap((value) => (typeof value === 'string' ? [{ name, value }] : []))
          : [],
      );
      sighted({ url: details.url, via: 'form_post', form, ...tabOf(details) });
    };
    this.read(true);
    // Chromium: a listener that is older than a host's grant stays deaf for that host; renew it.
    permissions.onAdded.addListener(() => {
      if (!this.#reading) return;
      this.read(false);
      this.read(true);
    });
  }

  read(wanted: boolean): void {
    if (wanted === this.#reading) return;
    this.#reading = wanted;
    if (wanted) {
      webRequest.onHeadersReceived.addListener(this.#headers, FILTER, ['responseHeaders']);
      webRequest.onBeforeRequest.addListener(this.#body, FILTER, ['requestBody']);
    } else {
      webRequest.onHeadersReceived.removeListener(this.#headers);
      webRequest.onBeforeRequest.removeListener(this.#body);
    }
  }
}
