import { message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { lazily } from '../ui/lazily.tsx';
import './flows.css';

const NewFlow = lazily(async () => (await import('../screens.ts')).NewFlow);

/** The new flow form in place of the flows, with a way back. */
export function ComposeFlow() {
  const store = useStore();
  const leave = () => {
    store.composing.value = false;
  };
  return (
    <div class="compose">
      <div class="compose-bar">
        <button type="button" onClick={leave}>
          {message('action_cancel')}
        </button>
      </div>
      <div class="compose-body">
        <NewFlow />
      </div>
    </div>
  );
}
