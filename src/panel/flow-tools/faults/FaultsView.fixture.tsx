import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { MatrixRow } from '../../../core/fault-bench/bench-matrix.ts';
import { FAULT_IDS } from '../../../core/fault-bench/fault.ts';
import type { BenchAct } from '../../../core/fault-bench/next-act.ts';
import { FaultsView, type FaultsViewProps } from './FaultsView.tsx';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const nothing = () => undefined;

const rows: MatrixRow[] = [
  {
    id: 'code_reused',
    verdict: 'refused_as_expected',
    flowId: 'f1',
    observed: { status: 400, error: 'invalid_grant', description: 'The code was used before.' },
  },
  { id: 'code_late', verdict: 'waiting', flowId: 'f2' },
  { id: 'wrong_verifier', verdict: 'not_applicable', reason: 'pkce' },
  {
    id: 'redirect_uri_slash',
    verdict: 'accepted',
    flowId: 'f3',
    observed: { status: 200, what: 'tokens' },
  },
  {
    id: 'other_client',
    verdict: 'refused_otherwise',
    flowId: 'f4',
    observed: { status: 403, description: 'Forbidden' },
  },
  { id: 'wrong_state', verdict: 'refused_as_expected', flowId: 'f1', observed: { error: 'AP02' } },
  {
    id: 'unknown_scope',
    verdict: 'unclear',
    flowId: 'f5',
    observed: { status: 502, what: 'page' },
  },
  { id: 'response_type_missing', verdict: 'waiting' },
];
const login = { rows: ['other_client' as const], kind: 'login' as const, good: false };
const opening = { rows: ['unknown_scope' as const], kind: 'opening' as const, good: false };

/** Every state of the bench. */
export const fixtures: Record<string, () => JSX.Element> = {
  live: () => draw({ obstacle: 'live' }),
  'page’s own flow': () => draw({ obstacle: 'watched' }),
  'no redirect': () => draw({ obstacle: 'no_redirect' }),
  'step by step': () => draw({ obstacle: 'stepwise' }),
  'sent elsewhere': () => draw({ obstacle: 'sent_elsewhere' }),
  loading: () => draw({}),
  'before it begins': () => draw({ setup: setup(false) }),
  'before it begins, redirects held': () => draw({ setup: setup(true) }),
  'nothing chosen': () => draw({ setup: { ...setup(true), cost: cost(0) } }),
  'host denied': () =>
    draw({ setup: setup(false), problem: { kind: 'host_denied', host: 'bank.example' } }),
  'login wanted': () => running({ kind: 'open', login }),
  'login wanted, no inspected tab': () =>
    running({ kind: 'open', login: opening }, { hasInspectedTab: false }),
  'login awaited': () => running({ kind: 'await', flowId: 'f9', login }),
  'answer awaited': () => running({ kind: 'await', flowId: 'f9', login: opening }),
  sending: () => running({ kind: 'busy', flowId: 'f1' }),
  pause: () => running({ kind: 'wait', why: 'pause', untilMs: NOW_MS + 800 }),
  'code left alone': () => running({ kind: 'wait', why: 'code_late', untilMs: NOW_MS + 60_000 }),
  'bank wants a rest': () =>
    running({ kind: 'stopped', why: 'rate_limited', untilMs: NOW_MS + 60_000 }),
  'not sent': () => running({ kind: 'stopped', why: 'not_sent' }),
  paused: () => running({ kind: 'open', login }, {}, false),
  'worker stopped': () =>
    running({ kind: 'open', login }, { problem: { kind: 'worker_stopped' } }, false),
  done: () => running({ kind: 'done' }),
};

function cost(openings: number) {
  return { openings, logins: openings, requests: openings + 2, ms: 605_000 };
}

function setup(holds: boolean): FaultsViewProps['setup'] & object {
  const choices = FAULT_IDS.map((id) => ({
    id,
    missing: id === 'wrong_secret' ? ('client_secret' as const) : undefined,
    chosen: id !== 'code_late',
  }));
  return { choices, cost: cost(9), holds };
}

function running(act: BenchAct, props: Partial<FaultsViewProps> = {}, isRunning = true) {
  const lateUntilMs = NOW_MS + 300_000;
  const progress = { act, rows, running: isRunning, pressed: false, lateUntilMs };
  return draw({ progress, ...props });
}

function draw(props: Partial<FaultsViewProps>): JSX.Element {
  return (
    <FaultsView
      obstacle={undefined}
      environment="Made-up Bank, Sandbox"
      setup={undefined}
      progress={undefined}
      hasInspectedTab
      nowMs={signal(NOW_MS)}
      problem={undefined}
      commands={{
        choose: nothing,
        start: nothing,
        stop: nothing,
        resume: nothing,
        startOver: nothing,
        open: nothing,
        giveUp: nothing,
        showFlow: nothing,
        markdown: () => '',
        dismiss: nothing,
      }}
      {...props}
    />
  );
}
