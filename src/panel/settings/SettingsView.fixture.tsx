import type { JSX } from 'preact';
import { SettingsView, type SettingsViewProps } from './SettingsView.tsx';

/** Every state of the settings screen. */
export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => draw({}),
  loading: () => draw({ hosts: undefined }),
  hostsUnavailable: () => draw({ hosts: 'unavailable' }),
  filled: () =>
    draw({
      theme: 'dark',
      hosts: ['https://www.13807.sandbox.api.89c3.com/*', 'http://17515.bpce.localhost/*'],
      unlocked: [
        { id: 'bpce-aisp', group: 'Groupe BPCE', label: 'Account information (AISP)' },
        { id: 'bpce-pisp', group: 'Groupe BPCE', label: 'Payment initiation (PISP)' },
      ],
    }),
  failed: () => draw({ failed: true }),
};

function draw(props: Partial<SettingsViewProps>): JSX.Element {
  const nothing = () => undefined;
  return (
    <SettingsView
      theme="system"
      hosts={[]}
      unlocked={[]}
      failed={false}
      onTheme={nothing}
      onRevoke={nothing}
      onLock={nothing}
      onDeleteAll={nothing}
      {...props}
    />
  );
}
