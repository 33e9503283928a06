import { type ReadonlySignal, signal } from '@preact/signals';

const shown = signal(true);
/** Whether somebody can see the panel. */
export const isShown: ReadonlySignal<boolean> = shown;

/**
 * Follows whether the panel is shown. DevTools tells by events of our own, since a page inside it stays "visible" when
 * another panel is in front; an ordinary tab tells by its visibility.
 */
export function followShown(insideDevtools: boolean): void {
  const show = (is: boolean) => () => {
    shown.value = is;
  };
  window.addEventListener('panel-shown', show(true));
  window.addEventListener('panel-hidden', show(false));
  if (insideDevtools) return;
  const look = () => show(!document.hidden)();
  document.addEventListener('visibilitychange', look);
  look();
}
