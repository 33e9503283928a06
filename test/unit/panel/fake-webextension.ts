import { beforeEach } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { fakeBrowser } from '../../fixtures/fake-browser.ts';

declare global {
  var unitTestBrowser: ReturnType<typeof fakeBrowser<typeof messages>> | undefined;
}

/**
 * A browser that speaks English. Set up before every test file, since the seams look for it when they load: once for all
 * files that share their modules.
 */
globalThis.unitTestBrowser ??= fakeBrowser(messages);
const browser = globalThis.unitTestBrowser;

Object.assign(globalThis, { browser });

// No test goes by what another was granted.
beforeEach(() => browser.permissions.onRemoved.happen());

export default browser;
