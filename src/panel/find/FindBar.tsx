import { useEffect, useRef } from 'preact/hooks';
import { FindBarView } from './FindBarView.tsx';
import { findInScreen, scrollTo } from './find-in-screen.ts';
import {
  closeFind,
  hasOwnFindBar,
  matchCount,
  moveMatch,
  seek,
  shownMatch,
  sought,
} from './find-state.ts';

/** The names of the two highlights in `find.css`. */
const ALL = 'found';
const SHOWN = 'found-shown';

/** Marks the matches on the shown screen, also as it changes, and steps through them. */
export function FindBar() {
  const query = sought.value ?? '';
  const ranges = useRef<Range[]>([]);
  const paint = () => {
    const shown = ranges.current[shownMatch.peek()];
    CSS.highlights.set(ALL, new Highlight(...ranges.current));
    if (shown) CSS.highlights.set(SHOWN, Object.assign(new Highlight(shown), { priority: 1 }));
    else CSS.highlights.delete(SHOWN);
  };
  useEffect(() => {
    const root = document.querySelector('.panel > .tabs > [role="tabpanel"]');
    if (!root) return;
    const look = () => {
      ranges.current = findInScreen(root, query);
      matchCount.value = ranges.current.length;
      shownMatch.value = Math.max(0, Math.min(shownMatch.peek(), ranges.current.length - 1));
      paint();
    };
    look();
    const first = ranges.current[shownMatch.peek()];
    if (first) scrollTo(first);
    let waiting = 0;
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(look);
    });
    const changes = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(root, { ...changes, attributeFilter: ['hidden', 'open'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
      CSS.highlights.clear();
    };
  }, [query]);
  const at = shownMatch.value;
  useEffect(() => {
    paint();
    const shown = ranges.current[at];
    if (shown) scrollTo(shown);
  }, [at]);
  return (
    <FindBarView
      own={hasOwnFindBar()}
      query={query}
      at={at}
      count={matchCount.value}
      onQuery={seek}
      onMove={moveMatch}
      onClose={closeFind}
    />
  );
}
