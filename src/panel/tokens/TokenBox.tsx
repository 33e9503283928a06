import { message } from '../browser.ts';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';

interface TokenBoxProps {
  id: string;
  label: string;
  hint?: string;
  rows: number;
  text: string;
  onText(text: string): void;
}

/** Characters from which a browser takes longer to lay a box out than we to read what is in it. */
const LONG = 50_000;

/** A box to paste into. Of a long text it shows the beginning, and cannot be edited then. */
export function TokenBox({ id, label, hint, rows, text, onText }: TokenBoxProps) {
  const isLong = text.length > LONG;
  const shown = isLong ? `${text.slice(0, 1000)}…` : text;
  return (
    <div
      onPaste={(event) => {
        const box = event.target;
        const pasted = event.clipboardData?.getData('text/plain') ?? '';
        if (pasted.length <= LONG || !(box instanceof HTMLTextAreaElement)) return;
        // Else the browser lays all of it out first. What stands in the box already stays around it.
        event.preventDefault();
        if (!isLong) box.setRangeText('');
        const at = isLong ? 0 : box.selectionStart;
        onText(isLong ? pasted : box.value.slice(0, at) + pasted + box.value.slice(at));
      }}
    >
      <Field id={id} label={label} hint={isLong ? message('token_box_long', text.length) : hint}>
        <RawText id={id} rows={rows} value={shown} readOnly={isLong} onText={onText} />
      </Field>
    </div>
  );
}
