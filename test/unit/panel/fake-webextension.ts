import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { fakeBrowser } from '../../fixtures/fake-browser.ts';

/** A browser that speaks English. Set up before every test, since the seams look for it when they load. */
const browser = fakeBrowser(messages);

Object.assign(globalThis, { browser });

export default browser;
