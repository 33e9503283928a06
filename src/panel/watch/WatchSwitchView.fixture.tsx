import type { JSX } from 'preact';
import { WatchSwitchView } from './WatchSwitchView.tsx';

const nothing = () => undefined;

export const fixtures: Record<string, () => JSX.Element> = {
  on: () => <WatchSwitchView on onToggle={nothing} />,
  off: () => <WatchSwitchView on={false} onToggle={nothing} />,
};
