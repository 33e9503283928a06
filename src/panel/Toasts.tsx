import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { askedHost } from './ask-for-host.ts';
import { message } from './browser.ts';
import type { Undoable } from './store.ts';
import { useStore } from './store-context.ts';
import { Toast } from './ui/Toast.tsx';

const TOAST_MS = 5000;
const UNDO_MS = 10_000;
/** Also while somebody points at it: what was taken away is forgotten a little later. */
const LAST_UNDO_MS = 20_000;

/** The short words below the screens, one at a time: what the browser asks, else what came last. */
export function Toasts() {
  const { toast, undoable } = useStore();
  const undoComesFirst = useSignal(false);
  useSignalEffect(() => {
    if (toast.value !== undefined) undoComesFirst.value = false;
  });
  const before = useRef<Undoable | undefined>(undefined);
  useSignalEffect(() => {
    const now = undoable.value;
    // Only the latest thing can be brought back.
    if (now && before.current !== now) before.current?.gone?.();
    before.current = now;
    undoComesFirst.value = now !== undefined;
    // What was said before is old by the time that this has gone.
    if (now) toast.value = undefined;
  });
  const drop = () => {
    const gone = undoable.value;
    undoable.value = undefined;
    gone?.gone?.();
  };
  const taken = undoable.value;
  const showsUndo = taken && (undoComesFirst.value || toast.value === undefined);
  return (
    <div class="toasts" role="status">
      {askedHost.value !== undefined ? (
        <p class="toast">{message('asked_host', askedHost.value)}</p>
      ) : showsUndo ? (
        <Toast
          key={taken}
          text={taken.text}
          lastsMs={UNDO_MS}
          atMostMs={LAST_UNDO_MS}
          onGone={drop}
          action={{
            label: message('action_undo'),
            run() {
              undoable.value = undefined;
              taken.undo();
            },
          }}
        />
      ) : (
        toast.value !== undefined && (
          <Toast
            key="word"
            text={toast.value}
            lastsMs={TOAST_MS}
            onGone={() => {
              toast.value = undefined;
            }}
          />
        )
      )}
    </div>
  );
}
