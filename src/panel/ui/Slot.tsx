import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { ShownContext } from '../keys/commands.ts';
import './ui.css';

/** A screen that is built when it is first shown, and keeps what was typed into it while another is. */
export function Slot({ shown, children }: { shown: boolean; children: ComponentChildren }) {
  const seen = useRef(shown);
  seen.current ||= shown;
  return (
    <div class="slot" hidden={!shown}>
      <ShownContext.Provider value={shown}>{seen.current && children}</ShownContext.Provider>
    </div>
  );
}
