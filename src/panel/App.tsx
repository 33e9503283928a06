import { type ReadonlySignal, useSignal } from '@preact/signals';
import { askedHost } from './ask-for-host.ts';
import { message } from './browser.ts';
import { FlowsScreen } from './flows/FlowsScreen.tsx';
import { FlowToolbar } from './flows/FlowToolbar.tsx';
import { RecordButtons } from './records/RecordButtons.tsx';
import { shownFile, transfer } from './records/transfer.ts';
import type { PanelStore, Screen } from './store.ts';
import { useStore } from './store-context.ts';
import { lazily } from './ui/lazily.tsx';
import { Slot } from './ui/Slot.tsx';
import { Tabs } from './ui/Tabs.tsx';
import { Toast } from './ui/Toast.tsx';
import { WatchSwitch } from './watch/WatchSwitch.tsx';

const Tokens = lazily(async () => (await import('./screens.ts')).Tokens);
const Banks = lazily(async () => (await import('./screens.ts')).Banks);
const Settings = lazily(async () => (await import('./screens.ts')).Settings);

const RecordFile = lazily(async () => (await import('./screens.ts')).RecordFile);
const TransferArea = lazily(async () => (await import('./screens.ts')).TransferArea);

const screens = ['flows', 'tokens', 'banks', 'settings'] as const satisfies readonly Screen[];
const TOAST_MS = 5000;
const UNDO_MS = 10_000;

/** The panel: its four screens, the toolbar above them and the short words below. */
export function App({ reconnecting }: { reconnecting: ReadonlySignal<boolean> }) {
  const store = useStore();
  const undoable = useSignal(false);
  const workerSilent = useSignal(false);
  const screen = store.screen.value;
  const formShown = store.composing.value && screen === 'flows';
  const empty = store.flows.value?.length === 0;
  const ask = async (name: 'clearFlows' | 'restoreFlows') => {
    undoable.value = false;
    workerSilent.value = false;
    try {
      await store.client.ask(name, {});
      undoable.value = name === 'clearFlows';
    } catch {
      workerSilent.value = true;
    }
  };
  const toolbar = (
    <FlowToolbar
      primary={!formShown && !(screen === 'flows' && empty)}
      canCompose={!formShown}
      canClear={!empty && store.flows.value !== undefined}
      reconnecting={reconnecting.value}
      workerSilent={workerSilent.value}
      holds={store.settings.value.holdRedirects}
      onHolds={(holdRedirects) => void store.saveSettings({ holdRedirects })}
      onNewFlow={() => {
        store.screen.value = 'flows';
        store.composing.value = true;
      }}
      onClear={() => void ask('clearFlows')}
      records={<RecordButtons />}
    >
      <WatchSwitch />
    </FlowToolbar>
  );
  return (
    <main class="panel">
      <h1 class="visually-hidden">{message('extName')}</h1>
      <Tabs
        label={message('main_navigation')}
        tabs={screens.map((id) => ({ id, label: message(`screen_${id}`) }))}
        selected={screen}
        onSelect={(id) => {
          store.screen.value = id;
        }}
        aside={toolbar}
      >
        <Slot shown={screen === 'flows' && !shownFile.value}>
          <FlowsScreen />
        </Slot>
        {screen === 'flows' && shownFile.value && <RecordFile />}
        <Slot shown={screen === 'tokens'}>
          <Tokens />
        </Slot>
        <Slot shown={screen === 'banks'}>
          <Banks />
        </Slot>
        <Slot shown={screen === 'settings'}>
          <Settings />
        </Slot>
      </Tabs>
      {transfer.value && <TransferArea />}
      <div class="toasts" role="status">
        {askedHost.value !== undefined && (
          <p class="toast">{message('asked_host', askedHost.value)}</p>
        )}
        {store.toast.value !== undefined && (
          <Toast
            text={store.toast.value}
            lastsMs={TOAST_MS}
            onGone={() => {
              store.toast.value = undefined;
            }}
          />
        )}
        {store.undoable.value && (
          <Toast
            text={store.undoable.value.text}
            lastsMs={UNDO_MS}
            onGone={() => {
              store.undoable.value = undefined;
            }}
            action={{ label: message('action_undo'), run: () => undo(store.undoable) }}
          />
        )}
        {undoable.value && (
          <Toast
            text={message('toast_cleared')}
            lastsMs={UNDO_MS}
            onGone={() => {
              undoable.value = false;
            }}
            action={{ label: message('action_undo'), run: () => void ask('restoreFlows') }}
          />
        )}
      </div>
    </main>
  );
}

function undo(undoable: PanelStore['undoable']): void {
  const taken = undoable.value;
  undoable.value = undefined;
  taken?.undo();
}
