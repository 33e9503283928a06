import { useCommand } from '../keys/commands.ts';
import { lazily } from '../ui/lazily.tsx';
import { closeFind, hasOwnFindBar, moveMatch, openFind, sought } from './find-state.ts';

const FindBar = lazily(async () => (await import('../screens.ts')).FindBar);

/** Finding on the shown screen, where it was asked for. */
export function Find() {
  const own = hasOwnFindBar();
  useCommand('find', openFind, own);
  useCommand('find_next', () => moveMatch(1), own);
  useCommand('find_previous', () => moveMatch(-1), own);
  useCommand('find_close', closeFind);
  return sought.value === undefined ? null : <FindBar />;
}
