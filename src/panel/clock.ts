const TICK_MS = 1000;

/**
 * Ticks once a second while the panel is shown. DevTools tells by events of our own, since a page
 * inside it stays "visible" when another panel is in front; an ordinary tab tells by its visibility.
 */
export function tickWhileShown(tick: () => void, insideDevtools: boolean): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const start = () => {
    tick();
    timer ??= setInterval(tick, TICK_MS);
  };
  window.addEventListener('panel-shown', start);
  window.addEventListener('panel-hidden', stop);
  if (!insideDevtools) {
    document.addEventListener('visibilitychange', () => (document.hidden ? stop() : start()));
  }
  start();
}
