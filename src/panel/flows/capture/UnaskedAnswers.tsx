import { preselectedRedirectUri } from '../../new-flow/preselected-bank.ts';
import { useStore } from '../../store-context.ts';
import { showFlow } from '../flow-actions.ts';
import { UnaskedAnswersView } from './UnaskedAnswersView.tsx';

/** The answers that no flow took, as long as there are any. */
export function UnaskedAnswers() {
  const store = useStore();
  return (
    <UnaskedAnswersView
      answers={store.unasked.value}
      waiting={store.flows.value?.find(({ phase }) => phase === 'awaiting_redirect')}
      nowMs={store.nowMs}
      onStart={(redirectUri) => {
        preselectedRedirectUri.value = redirectUri;
        store.composing.value = true;
      }}
      onPaste={(flowId) => void showFlow(store, flowId)}
      onClear={() => void store.client.ask('clearUnasked', {}).catch(() => undefined)}
    />
  );
}
