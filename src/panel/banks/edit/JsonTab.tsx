import { useRef } from 'preact/hooks';

import { message } from '../../browser.ts';
import { FaultList } from '../FaultList.tsx';
import type { ShownFault } from '../shown-fault.ts';

interface JsonTabProps {
  text: string;
  faults: readonly ShownFault[];
  onText(text: string): void;
}

/** The file itself, and what is wrong with it; a fault leads to its place. */
export function JsonTab({ text, faults, onText }: JsonTabProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <div class="json-tab">
      <label class="visually-hidden" for="edit-json">
        {message('edit_json_label')}
      </label>
      <textarea
        id="edit-json"
        ref={area}
        class="mono"
        dir="ltr"
        wrap="off"
        spellcheck={false}
        autocomplete="off"
        aria-invalid={faults.length > 0}
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <FaultList
        faults={faults}
        onFault={(fault) => area.current && goTo(area.current, text, fault)}
      />
    </div>
  );
}

/** Puts the cursor where a fault is, and that line in the middle of what can be seen. */
function goTo(area: HTMLTextAreaElement, text: string, { line, column }: ShownFault): void {
  const lines = text.split(/\r\n|\r|\n/).slice(0, line - 1);
  // A textarea counts every end of a line as one character.
  const offset = lines.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  area.focus();
  area.setSelectionRange(offset, offset);
  const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 16;
  area.scrollTop = Math.max(0, line * height - area.clientHeight / 2);
}
