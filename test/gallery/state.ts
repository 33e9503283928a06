import { fakeBrowser } from '../fixtures/fake-browser.ts';
import { messagesOf } from './languages.ts';

// Before anything of the panel loads, which looks for its browser at once.
const asked = new URLSearchParams(location.search);
Object.assign(globalThis, { browser: fakeBrowser(messagesOf(asked.get('language') ?? 'en')) });
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;

const { showAtHash } = await import('./show-state.tsx');
showAtHash();
