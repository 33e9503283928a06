import type { JSX } from 'preact';
import { HistoryLimit, PolicyView } from './PolicyView.tsx';

/** Every state of what an organisation has set. */
export const fixtures: Record<string, () => JSX.Element> = {
  everything: () => (
    <PolicyView
      policy={{
        allowedBanks: ['bpce-*', 'practice-*'],
        allowLive: false,
        profiles: ['{"id":"made-up-team-bank"}'],
        exports: 'none',
        keepSecrets: false,
        keepFlows: 500,
        keepDays: 30,
        defaults: { theme: 'dark', holdRedirects: true },
      }}
      problems={[]}
    />
  ),
  some: () => <PolicyView policy={{ exports: 'without_secrets', keepDays: 1 }} problems={[]} />,
  misunderstood: () => (
    <PolicyView
      policy={{ keepFlows: 1 }}
      problems={[
        { name: 'allowedBank', kind: 'unknown' },
        { name: 'defaults.theme', kind: 'unfit' },
      ]}
    />
  ),
  limit: () => <HistoryLimit keepFlows={500} keepDays={30} />,
};
