import { fakeBrowser } from '../fixtures/fake-browser.ts';
import { messagesOf } from './languages.ts';

Object.assign(globalThis, { browser: fakeBrowser(messagesOf('en')) });
await import('./gallery.tsx');
