import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the keyboard in a region whose buttons come and go: when the one that had the focus is taken
 * away, `fallback` gets it. Give the handler to the region.
 */
export function useKeptFocus(fallback: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) fallback.current?.focus();
  });
  return ({ target }) => {
    if (target instanceof Element) last.current = target;
  };
}
