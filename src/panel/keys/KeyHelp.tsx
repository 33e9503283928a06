import { signal } from '@preact/signals';
import { inspectedTabId } from '../browser.ts';
import { hasOwnFindBar } from '../find/find-state.ts';
import { lazily } from '../ui/lazily.tsx';
import { useCommand } from './commands.ts';

const KeySheet = lazily(async () => (await import('../screens.ts')).KeySheet);

/** What DevTools do by themselves where they have a find bar. */
const OWN_FIND = [
  'find',
  'find_next',
  'find_previous',
  'find_close',
  'find_bar_next',
  'find_bar_previous',
] as const;

const open = signal(false);

export function showKeyHelp(): void {
  open.value = true;
}

/** The key help, where it was asked for. */
export function KeyHelp() {
  useCommand('key_help', showKeyHelp);
  if (!open.value) return null;
  return (
    <KeySheet
      without={[
        ...(inspectedTabId() === undefined ? (['watch'] as const) : []),
        ...(hasOwnFindBar() ? [] : OWN_FIND),
      ]}
      onClose={() => {
        open.value = false;
      }}
    />
  );
}
