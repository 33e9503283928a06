import { type ReadonlySignal, useSignal } from '@preact/signals';
import { message } from './browser.ts';
import { Find } from './find/Find.tsx';
import { FlowsScreen } from './flows/FlowsScreen.tsx';
import { FlowToolbar } from './flows/FlowToolbar.tsx';
import { useCommand } from './keys/commands.ts';
import { KeyHelp, showKeyHelp } from './keys/KeyHelp.tsx';
import { RecordButtons } from './records/RecordButtons.tsx';
import { shownFile, transfer } from './records/transfer.ts';
import type { Screen } from './store.ts';
import { useStore } from './store-context.ts';
import { Toasts } from './Toasts.tsx';
import { lazily } from './ui/lazily.tsx';
import { Slot } from './ui/Slot.tsx';
import { Tabs } from './ui/Tabs.tsx';
import { WatchSwitch } from './watch/WatchSwitch.tsx';

const Tokens = lazily(async () => (await import('./screens.ts')).Tokens);
const Banks = lazily(async () => (await import('./screens.ts')).Banks);
const Settings = lazily(async () => (await import('./screens.ts')).Settings);

const RecordFile = lazily(async () => (await import('./screens.ts')).RecordFile);
const TransferArea = lazily(async () => (await import('./screens.ts')).TransferArea);

const screens = ['flows', 'tokens', 'banks', 'settings'] as const satisfies readonly Screen[];

interface AppProps {
  reconnecting: ReadonlySignal<boolean>;
  /** what keeps the worker from reading what is stored */
  unreadable: ReadonlySignal<string | undefined>;
}

/** The panel: its four screens, the toolbar above them and the short words below. */
export function App({ reconnecting, unreadable }: AppProps) {
  const store = useStore();
  const workerSilent = useSignal(false);
  const screen = store.screen.value;
  const formShown = store.composing.value && screen === 'flows';
  const empty = store.flows.value?.length === 0;
  const ask = async (name: 'clearFlows' | 'restoreFlows') => {
    workerSilent.value = false;
    try {
      await store.client.ask(name, {});
      return true;
    } catch {
      workerSilent.value = true;
      return false;
    }
  };
  const canClear = !empty && store.flows.value !== undefined;
  const clear = async () => {
    if (!(await ask('clearFlows'))) return;
    store.undoable.value = {
      text: message('toast_cleared'),
      undo: () => void ask('restoreFlows'),
    };
  };
  useCommand('clear', () => void clear(), canClear);
  const toolbar = (
    <FlowToolbar
      primary={!formShown && !(screen === 'flows' && empty)}
      canCompose={!formShown}
      canClear={canClear}
      reconnecting={reconnecting.value}
      unreadable={unreadable.value}
      workerSilent={workerSilent.value}
      holds={store.settings.value.holdRedirects}
      onHolds={(holdRedirects) => void store.saveSettings({ holdRedirects })}
      onNewFlow={() => {
        store.screen.value = 'flows';
        store.composing.value = true;
      }}
      onClear={() => void clear()}
      onKeyHelp={showKeyHelp}
      records={<RecordButtons />}
    >
      <WatchSwitch />
    </FlowToolbar>
  );
  return (
    <main class="panel">
      <h1 class="visually-hidden">{message('extName')}</h1>
      <Find />
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
      <KeyHelp />
      <Toasts />
    </main>
  );
}
