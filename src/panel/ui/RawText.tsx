interface RawTextProps {
  id: string;
  rows: number;
  value: string;
  readOnly?: boolean;
  onText(text: string): void;
}

/**
 * A box for text that a machine wrote, keys and tokens among it: the browser neither corrects it nor keeps it.
 * What else it is given, as by `Field`, goes to the box.
 */
export function RawText({ onText, ...rest }: RawTextProps) {
  return (
    <textarea
      {...rest}
      class="mono"
      dir="ltr"
      autocomplete="off"
      spellcheck={false}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
}
