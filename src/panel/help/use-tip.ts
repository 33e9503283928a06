import type { TargetedEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moveInStop, oneStop } from './one-stop.ts';

/** So long does the pointer rest before a tip opens: who only passes wants none. */
const OPENS_AFTER_MS = 250;
/** So long does a tip wait for the pointer to reach it. */
const CLOSES_AFTER_MS = 200;

/** One tip at a time. */
let closeShown: (() => void) | undefined;

/**
 * When a tip is shown: while its button, or the tip itself, is pointed at or has the focus. A press holds it; Escape
 * and a press elsewhere close it.
 *
 * @see WCAG 2.2, 1.4.13
 */
export function useTip() {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const held = useRef(false);
  const show = () => {
    clearTimeout(timer.current);
    if (open) return;
    closeShown?.();
    closeShown = close;
    setOpen(true);
  };
  const close = () => {
    clearTimeout(timer.current);
    held.current = false;
    closeShown = undefined;
    setOpen(false);
  };
  useLayoutEffect(() => (button.current ? oneStop(button.current) : undefined), []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The tip alone closes, not what it lies above.
      event.stopPropagation();
      event.preventDefault();
      close();
    };
    const onPress = ({ target }: Event) => {
      if (!button.current?.parentElement?.contains(target as Node)) close();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPress, true);
    };
  }, [open]);
  return {
    id,
    open,
    box: {
      onPointerEnter: ({ pointerType }: PointerEvent) => {
        if (pointerType === 'touch') return;
        clearTimeout(timer.current);
        timer.current = setTimeout(show, OPENS_AFTER_MS);
      },
      onPointerLeave: ({ pointerType }: PointerEvent) => {
        if (pointerType === 'touch') return;
        clearTimeout(timer.current);
        if (held.current || button.current?.matches(':focus-visible')) return;
        timer.current = setTimeout(close, CLOSES_AFTER_MS);
      },
      onFocusOut: ({ currentTarget, relatedTarget }: TargetedEvent<HTMLElement, FocusEvent>) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) close();
      },
    },
    button: {
      ref: button,
      onFocus: ({ currentTarget }: TargetedEvent<HTMLElement, FocusEvent>) => {
        if (currentTarget.matches(':focus-visible')) show();
      },
      onClick: () => {
        if (held.current) return close();
        show();
        held.current = true;
      },
      onKeyDown: moveInStop,
    },
  };
}
