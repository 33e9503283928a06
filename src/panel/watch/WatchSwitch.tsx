import { inspectedTabId, message } from '../browser.ts';
import { useCommand } from '../keys/commands.ts';
import { useStore } from '../store-context.ts';
import { WatchSwitchView } from './WatchSwitchView.tsx';

/** Turns watching on and off; there is nothing to turn where no tab is inspected. */
export function WatchSwitch() {
  const store = useStore();
  const inspects = inspectedTabId() !== undefined;
  const { watch } = store.settings.value;
  const toggle = () => void store.saveSettings({ watch: !watch });
  useCommand('watch', toggle, inspects);
  return inspects ? <WatchSwitchView on={watch} onToggle={toggle} /> : null;
}

/** What watching cannot see, where it is on. */
export function watchStatus(watch: boolean): string | undefined {
  return watch && inspectedTabId() !== undefined ? message('watch_limits') : undefined;
}
