import type { JSX } from 'preact';
import type { Finding } from '../../core/lint/finding.ts';
import { FindingList } from './FindingList.tsx';
import { SendAnyway } from './SendAnyway.tsx';

const nothing = () => undefined;

const findings: Finding[] = [
  {
    id: 'AQ06',
    slug: 'request-state-missing',
    severity: 'warn',
    actor: 'you',
    source: 'RFC 6749 §4.1.1, §10.12; RFC 9700 §4.7.1',
    facts: [],
  },
  {
    id: 'TE01',
    slug: 'token-error-known',
    severity: 'error',
    actor: 'bank',
    source: 'RFC 6749 §5.2',
    facts: ['invalid_grant', '400', 'Code has expired'],
  },
  {
    id: 'AQ01',
    slug: 'client-id-missing',
    severity: 'info',
    actor: 'extension',
    source: '89C3 portal; STET Part I §3.4',
    facts: [],
  },
];

export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => <FindingList findings={[]} />,
  filled: () => <FindingList findings={findings} />,
  'named list': () => <FindingList findings={findings.slice(0, 1)} label="Findings of call 2" />,
  'send anyway?': () => <SendAnyway findings={findings} onSend={nothing} onCancel={nothing} />,
};
