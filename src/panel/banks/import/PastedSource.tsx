import { message } from '../../browser.ts';
import { Field } from '../../ui/Field.tsx';

interface PastedSourceProps {
  kind: 'discovery' | 'authorize' | 'curl' | 'postman';
  text: string;
  /** an answer is awaited */
  busy: boolean;
  onText(text: string): void;
  /** asks the server; only for `discovery`, the others are read as they are typed */
  onRead(): void;
}

/** An address or a command from which a profile can be made. */
export function PastedSource({ kind, text, busy, onText, onRead }: PastedSourceProps) {
  const id = `import-${kind}`;
  const common = { id, class: 'mono', dir: 'ltr', spellcheck: false, value: text } as const;
  if (kind !== 'discovery') {
    return (
      <Field id={id} label={message(`import_${kind}`)} hint={message(`import_${kind}_hint`)}>
        <textarea
          {...common}
          rows={5}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
      </Field>
    );
  }
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onRead();
      }}
    >
      <Field id={id} label={message('import_discovery')} hint={message('import_discovery_hint')}>
        <input
          {...common}
          type="text"
          autocomplete="off"
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
      </Field>
      <div>
        <button type="submit" aria-disabled={busy}>
          {message(busy ? 'bank_host_asking' : 'import_read_metadata')}
        </button>
      </div>
    </form>
  );
}
