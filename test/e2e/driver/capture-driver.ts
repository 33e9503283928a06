import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { poll } from '../../../scripts/browser/poll.ts';
import type { Reply } from '../../../src/contract/replies.ts';
import type { Params, RequestName } from '../../../src/contract/requests.ts';
import { resolveProfile } from '../../../src/core/banks/resolve-profile.ts';
import type { FlowEvent, HappeningOf } from '../../../src/core/flow/flow-event.ts';
import type { UnaskedAnswer } from '../../../src/core/flow/unasked-answer.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import { catalogue } from '../../fixtures/catalogue.ts';
import type { BankAndBrowser } from './harness.ts';

/** What a bank is to do, and where its answer is to go. */
export interface LandingRequest {
  style: string;
  redirectUri: string;
  decision?: 'approve' | 'refuse' | undefined;
  state?: string;
  issuer?: string;
}

type Extension = {
  runtime: {
    sendMessage(message: unknown): Promise<unknown>;
    onMessage: { addListener(listener: (message: WorkerMessage) => void): void };
  };
  windows: {
    create(options: object): Promise<{ id: number }>;
    remove(id: number): Promise<void>;
  };
  tabs: { query(query: object): Promise<{ id: number; url?: string }[]> };
};
type WorkerMessage = { event: string; flowEvents?: FlowEvent[] };
type Observed = { captured: string[]; extension: Extension };

/**
 * Starts flows over the contract, from a page of the extension that does nothing by itself: an open panel
 * would keep waking the worker.
 */
export class CaptureDriver {
  readonly #parts: BankAndBrowser;
  readonly #own: Page;
  readonly bankPage: Page;
  readonly #tabId: number;

  private constructor(parts: BankAndBrowser, own: Page, bankPage: Page, tabId: number) {
    this.#parts = parts;
    this.#own = own;
    this.bankPage = bankPage;
    this.#tabId = tabId;
  }

  static async open(parts: BankAndBrowser): Promise<CaptureDriver> {
    const { session } = parts;
    const own = await session.browser.newPage();
    // Firefox 153 moves such a page to another process, and its events are never heard of again.
    const waitUntil = session.kind === 'firefox' ? [] : ('load' as const);
    await own.goto(`${session.extensionOrigin}/src/devtools/devtools.html`, { waitUntil });
    await poll(() => own.evaluate(observe).catch(() => undefined), { awaited: 'a page of ours' });
    const before = await tabIds(own);
    const bankPage = await session.browser.newPage();
    const tabId = (await tabIds(own)).find((id) => !before.includes(id));
    if (tabId === undefined) throw new Error('no tab for the bank');
    return new CaptureDriver(parts, own, bankPage, tabId);
  }

  /** Asks the worker as a panel would. */
  async ask<Name extends RequestName>(request: Name, params: Params<Name>): Promise<Reply<Name>> {
    const reply = await this.#own.evaluate(
      (message) => {
        const { extension } = globalThis as unknown as Observed;
        return extension.runtime.sendMessage(message);
      },
      { request, params } as never,
    );
    return (reply as { value: Reply<Name> }).value;
  }

  /** Starts a flow in the bank's tab; ends when the bank's page stands there. */
  async start(wanted: LandingRequest): Promise<string> {
    const { bank } = this.#parts;
    const plan = planFor(wanted, bank.urls.landings);
    const reply = await this.ask('startAuthorization', {
      plan,
      bank: 'Practice',
      secrets: {
        clientSecret: '',
        state: wanted.state ?? randomText(),
        nonce: randomText(),
        codeVerifier: randomText(),
      },
      destination: { kind: 'inspected_tab', tabId: this.#tabId },
      findings: [],
      onErrors: 'send_anyway',
    });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    await this.#atBank();
    return reply.value.flowId;
  }

  /** Presses Approve, or Refuse, in the bank's tab. */
  async decide(decision: 'approve' | 'refuse' = 'approve'): Promise<void> {
    // Not by a mouse click: Firefox waits for pages that a click opens, some of which never load.
    await this.bankPage.evaluate((id) => {
      setTimeout(() => document.getElementById(id)?.click());
    }, decision);
  }

  /** Waits, without waking the worker, until it says that it captured something in a flow. */
  async captured(flowId: string, timeoutMs = 4000): Promise<void> {
    const look = () =>
      this.#own.evaluate(
        (id) => (globalThis as unknown as Observed).captured.includes(id) || undefined,
        flowId,
      );
    await poll(look, { awaited: 'a capture', timeoutMs, intervalMs: 25 });
  }

  /** Waits until the bank's tab shows another host, or an error page. */
  async leftTheBank(): Promise<void> {
    const look = () => !this.bankPage.url().includes('landings.localhost') || undefined;
    await poll(look, { awaited: 'the tab to leave the bank', intervalMs: 25 });
  }

  /** What was captured in a flow. */
  async captures(flowId: string): Promise<HappeningOf<'redirect_captured'>[]> {
    const { events } = await this.ask('readFlow', { flowId });
    return events.flatMap(({ happening }) =>
      happening.kind === 'redirect_captured' ? [happening] : [],
    );
  }

  /** The state of a flow that was started with it. */
  async phase(flowId: string): Promise<string | undefined> {
    const { flows } = await this.ask('listFlows', {});
    return flows.find((flow) => flow.flowId === flowId)?.phase;
  }

  /** Opens an address in a new tab; that nothing answers there does not matter. */
  async visit(url: string): Promise<Page> {
    const page = await this.#parts.session.browser.newPage();
    await page.goto(url).catch(() => undefined);
    return page;
  }

  /** Opens an address in a private window; its id, to close it. */
  openPrivately(url: string): Promise<number> {
    return this.#own.evaluate(async (address) => {
      const { extension } = globalThis as unknown as Observed;
      return (await extension.windows.create({ incognito: true, url: address })).id;
    }, url);
  }

  closeWindow(id: number): Promise<void> {
    return this.#own.evaluate(
      (window) => (globalThis as unknown as Observed).extension.windows.remove(window),
      id,
    );
  }

  /** Waits until so many answers that nobody asked for are listed. */
  unasked(count: number): Promise<UnaskedAnswer[]> {
    const look = async () => {
      const { unasked: answers } = await this.ask('readBeside', {});
      return answers.length === count ? answers : undefined;
    };
    return poll(look, { awaited: `${count} unasked answers` });
  }

  /** Closes what the bank opened beside its own tab. */
  async closeOthers(...kept: Page[]): Promise<void> {
    for (const page of await this.#parts.session.browser.pages()) {
      if (![this.#own, this.bankPage, ...kept].includes(page)) await page.close();
    }
  }

  async #atBank(): Promise<void> {
    const look = () => this.bankPage.$('#approve').catch(() => null);
    await poll(async () => (await look()) ?? undefined, { awaited: 'the bank', intervalMs: 25 });
  }
}

/** Runs in a page of ours. */
function observe(): true | undefined {
  const scope = globalThis as unknown as Observed & { browser?: Extension; chrome?: Extension };
  const extension = scope.browser?.runtime ? scope.browser : scope.chrome;
  if (!extension?.runtime) return undefined;
  scope.extension = extension;
  scope.captured = [];
  extension.runtime.onMessage.addListener(({ flowEvents = [] }) => {
    for (const { flowId, happening } of flowEvents) {
      if (happening.kind === 'redirect_captured') scope.captured.push(flowId);
    }
  });
  return true;
}

async function tabIds(own: Page): Promise<number[]> {
  return own.evaluate(async () => {
    const tabs = await (globalThis as unknown as Observed).extension.tabs.query({});
    return tabs.map(({ id }) => id);
  });
}

function planFor({ style, redirectUri, issuer }: LandingRequest, bank: string): FlowPlan {
  const resolved = resolveProfile('practice-bpce-aisp', catalogue);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  const { practice } = resolved.value.environments;
  if (!practice) throw new Error('no practice environment');
  const authorizationEndpoint = `${bank}/authorize/${style}`;
  const endpoints = { ...practice.endpoints, authorizationEndpoint, ...(issuer && { issuer }) };
  const profile = {
    ...resolved.value,
    environments: { practice: { ...practice, endpoints } },
  };
  return {
    profile,
    draft: {
      environment: 'practice',
      variables: {},
      grant: 'authorization_code',
      clientAuthentication: 'none',
      clientId: profile.clientId.example,
      redirectUri,
      scope: profile.scope.default,
      pkce: false,
      edits: {},
      extra: [],
    },
  };
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
