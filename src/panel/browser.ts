/** The one file of the panel that knows the browser's extension API. */
import type { Browser } from 'webextension-polyfill';
import type { Messages } from '../core/messages.ts';
import { messagesFromPacked, PACKED } from '../core/packed-messages.ts';
import type { Result } from '../core/result.ts';
import { WorkerFault } from './worker-fault.ts';

const names = globalThis as unknown as Record<'browser' | 'chrome', Browser>;
const browser = names.browser ?? names.chrome;

/** What tells of tabs; Firefox's DevTools give a panel little of it. */
export const { webNavigation, webRequest, permissions, devtools } = browser as Partial<Browser>;

/** Sends a message to the worker and gives its raw reply. Rejects when there is none; with a `WorkerFault` where it failed. */
export async function sendToWorker(message: unknown): Promise<unknown> {
  const reply: Result<unknown, string> | undefined = await browser.runtime.sendMessage(message);
  if (!reply) throw new Error('no answer');
  if (!reply.ok) throw new WorkerFault(reply.error);
  return reply.value;
}

/** Hears what our own worker broadcasts, until what comes back is called. Replies are never given from here. */
export function onWorkerMessage(listener: (message: unknown) => void): () => void {
  const hear = (message: unknown, { id }: { id?: string }) => {
    if (id === browser.runtime.id) listener(message);
    return undefined;
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}

/** Asked for once and given once, as it is a quarter of a megabyte: then the browser is asked again. */
let packed = browser.i18n.getMessage(PACKED);
const readPacked = () => {
  const read = packed || browser.i18n.getMessage(PACKED);
  packed = '';
  return read;
};

/** The sentence of a key in the browser's language. In development nothing is packed. */
export const message: Messages = packed
  ? messagesFromPacked(readPacked)
  : (key, ...facts) => browser.i18n.getMessage(key, facts.map(String));

/** The tab that DevTools inspects; `undefined` when the panel is an ordinary tab. */
export function inspectedTabId(): number | undefined {
  return browser.devtools?.inspectedWindow?.tabId;
}

/**
 * The address of the page in the inspected tab; `undefined` where the browser does not tell it, as on its
 * own pages and in other extensions.
 */
export function inspectedAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    // The callback form works in every browser; in Chrome only since 152 there is a promise as well.
    const inspected = browser.devtools.inspectedWindow as unknown as EvalByCallback;
    inspected.eval('location.href', (address, fault) => {
      resolve(typeof address === 'string' && !fault ? address : undefined);
    });
  });
}

/** Hears the address of each page that the inspected tab comes to from now on; gives what ends it. */
export function onInspectedAddress(came: (address: string) => void): () => void {
  const { onNavigated } = browser.devtools.network;
  onNavigated.addListener(came);
  return () => onNavigated.removeListener(came);
}

/** Loads the page of the inspected tab anew. */
export function reloadInspected(): void {
  void browser.devtools.inspectedWindow.reload();
}

interface EvalByCallback {
  eval(code: string, answered: (value: unknown, fault: unknown) => void): void;
}

/** The theme of DevTools; `undefined` when the panel is an ordinary tab. */
export function devtoolsTheme(): 'light' | 'dark' | undefined {
  const name = browser.devtools?.panels?.themeName;
  if (name === undefined) return undefined;
  return name === 'dark' ? 'dark' : 'light';
}

/** This tool's version. */
export function toolVersion(): string {
  return browser.runtime.getManifest().version;
}

/** True in Firefox, whose rules come before an app's service worker. */
export function isFirefox(): boolean {
  return browser.runtime.getURL('').startsWith('moz-');
}

/** Match pattern of the host that an address is on: the unit in which access is granted. */
export function originPattern(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

/** False in Firefox's DevTools, where a panel can neither ask for hosts nor list them. */
export function canAskForHosts(): boolean {
  return browser.permissions !== undefined;
}

/**
 * Asks for access to some hosts. Must be the first thing a click does: browsers want the gesture.
 * Where nobody can ask, the worker finds out whether it has access.
 */
export async function requestHosts(addresses: readonly string[]): Promise<boolean> {
  if (!canAskForHosts()) return true;
  const origins = [...new Set(addresses.map(originPattern))];
  known ??= rememberGranted();
  if (origins.every((origin) => known?.has(origin))) return true;
  // Firefox asks nobody outside of a click, not even for what it was granted before.
  const isGranted = await browser.permissions
    .request({ origins })
    .catch(() => browser.permissions.contains({ origins }));
  if (isGranted) for (const origin of origins) known.add(origin);
  return isGranted;
}

/** Hosts that this panel was granted, and that nobody took away since: asking the browser again takes its time. */
let known: Set<string> | undefined;

function rememberGranted(): Set<string> {
  const granted = new Set<string>();
  browser.permissions.onRemoved.addListener(() => granted.clear());
  return granted;
}

/** Asks to notify, within a click; `false` also where a panel cannot ask. */
export async function requestNotifications(): Promise<boolean> {
  return canAskForHosts() && browser.permissions.request({ permissions: ['notifications'] });
}

/** The hosts that were granted, as match patterns; `unavailable` where a panel cannot list them. */
export async function grantedHosts(): Promise<string[] | 'unavailable'> {
  if (!canAskForHosts()) return 'unavailable';
  return (await browser.permissions.getAll()).origins ?? [];
}

/** Whether the host of an address is granted; `undefined` where a panel cannot tell, or there is no host. */
export async function mayCall(address: string): Promise<boolean | undefined> {
  if (!canAskForHosts() || !URL.canParse(address)) return undefined;
  return browser.permissions.contains({ origins: [originPattern(address)] });
}

export function revokeHost(pattern: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [pattern] });
}

/** Whether private windows are seen; `undefined` where the browser does not say. */
export async function seesPrivateWindows(): Promise<boolean | undefined> {
  return browser.extension?.isAllowedIncognitoAccess?.();
}

/** Calls when hosts are granted or revoked, until what it returns is called. */
export function onHostsChanged(listener: () => void): () => void {
  if (!canAskForHosts()) return () => undefined;
  const { onAdded, onRemoved } = browser.permissions;
  onAdded.addListener(listener);
  onRemoved.addListener(listener);
  return () => {
    onAdded.removeListener(listener);
    onRemoved.removeListener(listener);
  };
}

/** One request of the inspected page. */
export interface PageRequest {
  /** as HAR has it */
  entry: unknown;
  /** the body of its answer; `undefined` when the browser has none to give */
  readAnswer(): Promise<string | undefined>;
}

interface HarEntry {
  response?: { content?: { text?: string } };
  getContent?(done: (text: string | null, encoding: string | null) => void): void;
}
interface NetworkOfTab {
  onRequestFinished: { addListener(listener: (entry: HarEntry) => void): void };
  getHAR(done: (har: { entries?: HarEntry[] } | undefined) => void): void;
}
declare const chrome: { devtools?: { network?: NetworkOfTab } };

/**
 * Hears of every request of the inspected page when it has ended; where `past` is asked for, also of those
 * that DevTools has listed already. The callback form works in both browsers.
 */
export function onPageRequest(listener: (request: PageRequest) => void, past: boolean): void {
  const network = chrome.devtools?.network;
  const hear = (entry: HarEntry) => listener({ entry, readAnswer: () => answerOf(entry) });
  network?.onRequestFinished.addListener(hear);
  if (past) network?.getHAR((har) => har?.entries?.forEach(hear));
}

/** Chromium says `base64` of what is no text; Firefox gives the media type in its place. */
function answerOf(entry: HarEntry): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (!entry.getContent) resolve(entry.response?.content?.text);
    else {
      entry.getContent((text, encoding) =>
        resolve(text === null ? undefined : encoding === 'base64' ? decodeText(text) : text),
      );
    }
  });
}

function decodeText(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

interface NetworkPanel {
  show(options: { filter: string }): Promise<void>;
}

/** What shows the requests that fit a filter in the browser's own Network panel; `undefined` where it cannot. */
export function showInNetworkPanel(filter: string): (() => void) | undefined {
  const panels = browser.devtools?.panels as { network?: Partial<NetworkPanel> } | undefined;
  const network = panels?.network;
  return network?.show && (() => void network.show?.({ filter }));
}

/**
 * Copies text within a click. `navigator.clipboard` is refused in Chromium's devtools pages.
 * False when the browser did not copy.
 */
export function copyText(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** Calls when DevTools changes its theme: Chrome has one way to hear of it, Firefox another. */
export function onDevtoolsThemeChanged(listener: () => void): void {
  const panels: DevtoolsThemeEvents | undefined = browser.devtools?.panels;
  if (panels?.setThemeChangeHandler) panels.setThemeChangeHandler(listener);
  else panels?.onThemeChanged?.addListener(listener);
}

interface DevtoolsThemeEvents {
  /** Chrome 99+ */
  setThemeChangeHandler?: (listener: () => void) => void;
  /** Firefox */
  onThemeChanged?: { addListener(listener: () => void): void };
}
