import { useEffect, useState } from 'preact/hooks';
import './ui.css';

interface ToastProps {
  text: string;
  /** how long it stays, in milliseconds */
  lastsMs: number;
  /** when it goes even while it is held, in milliseconds; without it, never */
  atMostMs?: number | undefined;
  onGone(): void;
  action?: { label: string; run(): void };
}

/** A short word that goes by itself; it waits while it is pointed at or holds the focus. */
export function Toast({ text, lastsMs, atMostMs, onGone, action }: ToastProps) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, lastsMs);
    return () => clearTimeout(timer);
  }, [held, text, lastsMs]);
  useEffect(() => {
    if (atMostMs === undefined) return;
    const timer = setTimeout(onGone, atMostMs);
    return () => clearTimeout(timer);
  }, [text, atMostMs]);
  const holding = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocusIn: () => setHeld(true),
    onFocusOut: () => setHeld(false),
  };
  return (
    <div class="toast" {...holding}>
      <span>{text}</span>
      {action && (
        <button type="button" class="quiet" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
