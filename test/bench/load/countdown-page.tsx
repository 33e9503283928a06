import { signal } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { TimerText } from '../../../src/panel/tokens/TimerText.tsx';
import { Icon } from '../../../src/panel/ui/Icon.tsx';
import { durationText } from '../../../src/panel/ui/time-text.ts';

const ROWS = 1000;
/** Ten times as fast as the panel's: ten of its seconds take one. */
const TICK_MS = 100;

const FIRST_TICK_MS = 500;

const nowMs = signal(Date.now());
let timer: ReturnType<typeof setTimeout> | undefined;
const endOf = (at: number) => Math.floor(Date.now() / 1000) + 600 + 7 * at;

/** Draws a thousand countdowns of one sort: the panel's by its one clock, or bare ones with a timer each. */
export function show(kind: 'ours' | 'bare'): void {
  // A second may pass before the panel's clock ticks: by then each countdown knows whether it is in view.
  if (kind === 'ours') {
    timer = setTimeout(() => {
      timer = setInterval(() => {
        nowMs.value += TICK_MS * 10;
      }, TICK_MS);
    }, FIRST_TICK_MS);
  }
  const rows = Array.from({ length: ROWS }, (_none, at) => (
    <Row key={at}>
      {kind === 'ours' ? (
        <TimerText name="Access token" endsAt={endOf(at)} nowMs={nowMs} />
      ) : (
        <Bare endsAt={endOf(at)} />
      )}
    </Row>
  ));
  render(<div style={{ blockSize: '400px', overflow: 'auto' }}>{rows}</div>, document.body);
}

export function clear(): void {
  clearInterval(timer);
  render(null, document.body);
}

function Row({ children }: { children: ComponentChildren }) {
  return <div style={{ blockSize: '24px' }}>{children}</div>;
}

/** The same text, as one would write it without thinking of a thousand. */
function Bare({ endsAt }: { endsAt: number }) {
  const [left, setLeft] = useState(endsAt - Date.now() / 1000);
  useEffect(() => {
    const own = setInterval(() => setLeft((before) => before - TICK_MS / 100), TICK_MS);
    return () => clearInterval(own);
  }, []);
  return (
    <span role="timer" class="timer numbers long">
      <Icon name="waiting" />
      {durationText(Math.floor(left))}
    </span>
  );
}
