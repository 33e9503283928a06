import { useState } from 'preact/hooks';
import { message } from '../../browser.ts';
import { Field } from '../../ui/Field.tsx';
import { RawText } from '../../ui/RawText.tsx';
import type { ImportText } from './read-source.ts';

interface FileSourceProps {
  /** what was pasted */
  text: string;
  onText(text: string): void;
  onFiles(texts: readonly ImportText[]): void;
}

/** Profile files: chosen, dropped, or pasted as text. */
export function FileSource({ text, onText, onFiles }: FileSourceProps) {
  const [over, setOver] = useState(false);
  const read = async (files: FileList | null | undefined) => {
    const all = [...(files ?? [])];
    onFiles(
      await Promise.all(all.map(async (file) => ({ name: file.name, text: await file.text() }))),
    );
  };
  const dragging = (shown: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(shown);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside does the same without a mouse */}
      <div
        class={`drop-zone${over ? ' over' : ''}`}
        onDragOver={dragging(true)}
        onDragLeave={dragging(false)}
        onDrop={(event) => {
          dragging(false)(event);
          void read(event.dataTransfer?.files);
        }}
      >
        <Field
          id="import-files"
          label={message('import_files')}
          hint={message('import_files_hint')}
        >
          <input
            id="import-files"
            type="file"
            accept=".json,application/json"
            multiple
            onChange={({ currentTarget }) => {
              void read(currentTarget.files);
              // The same file may be chosen again once it was put right.
              currentTarget.value = '';
            }}
          />
        </Field>
      </div>
      <Field id="import-text" label={message('import_text')}>
        <RawText id="import-text" rows={5} value={text} onText={onText} />
      </Field>
    </>
  );
}
