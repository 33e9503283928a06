import { inspectedTabId, message } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { WatchSwitchView } from './WatchSwitchView.tsx';

/** Turns watching on and off; there is nothing to turn where no tab is inspected. */
export function WatchSwitch() {
  const store = useStore();
  if (inspectedTabId() === undefined) return null;
  const { watch } = store.settings.value;
  return <WatchSwitchView on={watch} onToggle={() => void store.saveSettings({ watch: !watch })} />;
}

/** What watching cannot see, where it is on. */
export function watchStatus(watch: boolean): string | undefined {
  return watch && inspectedTabId() !== undefined ? message('watch_limits') : undefined;
}
