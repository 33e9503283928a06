import { signal } from '@preact/signals';
import { message } from '../../browser.ts';
import { preselectedRedirectUri } from '../../new-flow/preselected-bank.ts';
import { useStore } from '../../store-context.ts';
import { showFlow } from '../show-flow.ts';
import { UnaskedAnswersView } from './UnaskedAnswersView.tsx';

/** Answers that were cleared a moment ago: they are taken from the list when the way back is over. */
const cleared = signal<ReadonlySet<string>>(new Set());

/** The answers that no flow took, as long as there are any. */
export function UnaskedAnswers() {
  const store = useStore();
  const answers = store.unasked.value.filter(({ id }) => !cleared.value.has(id));
  const clear = () => {
    cleared.value = new Set(answers.map(({ id }) => id));
    store.undoable.value = {
      text: message('toast_unasked_cleared'),
      undo() {
        cleared.value = new Set();
      },
      gone: () => void store.client.ask('clearUnasked', {}).catch(() => undefined),
    };
  };
  if (answers.length === 0) return null;
  return (
    <UnaskedAnswersView
      answers={answers}
      waiting={store.flows.value?.find(({ phase }) => phase === 'awaiting_redirect')}
      nowMs={store.nowMs}
      onStart={(redirectUri) => {
        preselectedRedirectUri.value = redirectUri;
        store.composing.value = true;
      }}
      onPaste={(flowId) => void showFlow(store, flowId)}
      onClear={clear}
    />
  );
}
