import { useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { Icon } from '../ui/Icon.tsx';
import { exportListed, importFiles, transfer } from './transfer.ts';

/** Flows out to a file and in from files. */
export function RecordButtons() {
  const store = useStore();
  const input = useRef<HTMLInputElement>(null);
  const busy = transfer.value !== undefined && transfer.value.kind !== 'report';
  const button = (what: 'import' | 'export', disabled: boolean, onClick: () => void) => (
    <button
      type="button"
      class="quiet icon-only"
      disabled={disabled}
      title={message(`action_${what}_title`)}
      aria-label={message(`action_${what}`)}
      onClick={onClick}
    >
      <Icon name={what} />
    </button>
  );
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.har,.txt,application/json"
        onChange={({ currentTarget }) => {
          void importFiles(store, currentTarget.files);
          // The same file may be chosen again once it was put right.
          currentTarget.value = '';
        }}
      />
      {button('import', busy, () => input.current?.click())}
      {button('export', busy || !store.flows.value?.length, () => void exportListed(store))}
    </>
  );
}
