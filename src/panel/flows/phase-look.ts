import type { Phase } from '../../core/flow/flow-state.ts';
import type { IconName } from '../ui/Icon.tsx';

export type Tone = 'error' | 'warn' | 'ok' | 'info' | 'plain';

/** Tone and picture of each phase; the word always stands beside them. */
export const phaseLook: Record<Phase, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'plain', icon: 'draft' },
  awaiting_redirect: { tone: 'info', icon: 'waiting' },
  code_captured: { tone: 'info', icon: 'key' },
  exchanging: { tone: 'info', icon: 'send' },
  tokens_received: { tone: 'ok', icon: 'check' },
  refused_by_bank: { tone: 'error', icon: 'error' },
  refused_by_us: { tone: 'error', icon: 'stop' },
  failed: { tone: 'error', icon: 'error' },
  outcome_unknown: { tone: 'warn', icon: 'unknown' },
  released: { tone: 'info', icon: 'send' },
  abandoned: { tone: 'plain', icon: 'close' },
};
