import type { Browser, Target } from 'puppeteer-core';

/** What the pages and the worker of the extension wrote to their consoles, uncaught errors among it. */
export interface ConsoleLog {
  lines: readonly string[];
  /** Writes into the console of the worker, which proves that it is heard. */
  sayInWorker(text: string): Promise<void>;
}

/** Listens from the beginning: what was said before is told again when a console is first heard. */
export async function hearConsoles(browser: Browser, origin: string): Promise<ConsoleLog> {
  const lines: string[] = [];
  const say: ((text: string) => Promise<unknown>)[] = [];
  const heard = new Set<Target>();
  const hear = async (target: Target) => {
    if (!target.url().startsWith(`${origin}/`) || heard.has(target)) return;
    heard.add(target);
    const session = await target.createCDPSession();
    session.on('Runtime.consoleAPICalled', ({ args }) => lines.push(JSON.stringify(args)));
    session.on('Runtime.exceptionThrown', (thrown) => lines.push(JSON.stringify(thrown)));
    session.on('Log.entryAdded', ({ entry }) => lines.push(JSON.stringify(entry)));
    await Promise.all([session.send('Runtime.enable'), session.send('Log.enable')]);
    if (target.type() === 'service_worker') {
      say.push((text) => {
        const expression = `console.log(${JSON.stringify(text)})`;
        return session.send('Runtime.evaluate', { expression });
      });
    }
  };
  // A page that is closed while it is being listened to says nothing any more.
  const hearLater = (target: Target) => void hear(target).catch(() => undefined);
  browser.on('targetcreated', hearLater);
  browser.on('targetchanged', hearLater);
  await Promise.all(browser.targets().map(hear));
  return {
    lines,
    async sayInWorker(text) {
      const newest = say.at(-1);
      if (!newest) throw new Error('no worker is heard');
      await newest(text);
    },
  };
}
