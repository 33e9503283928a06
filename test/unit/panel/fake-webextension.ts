import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { messagesFrom } from '../../../src/core/messages.ts';
import { PACKED } from '../../../src/core/packed-messages.ts';

const say = messagesFrom(messages);
/** Told what happened; of a message, also who sent it. */
type Listener = (message: unknown, sender: { id?: string }) => unknown;

const silent = { addListener: (_listener: Listener): void => undefined };

/**
 * As much of a browser as views and their actions need: it speaks English and grants every host.
 * Set up before every test, since the seams look for it when they load.
 */
const browser = {
  i18n: {
    getMessage: (key: keyof typeof messages | typeof PACKED, facts: string[] = []) =>
      key === PACKED ? '' : say(key, ...facts),
  },
  permissions: {
    request: async () => true,
    getAll: async () => ({ origins: [] }),
    contains: async () => true,
    remove: async () => true,
    onAdded: silent,
    onRemoved: silent,
  },
  runtime: {
    id: 'own-extension',
    getURL: (path: string) => `chrome-extension://own-extension/${path}`,
    sendMessage: async () => undefined,
    onMessage: silent,
  },
};

Object.assign(globalThis, { browser });

export default browser;
