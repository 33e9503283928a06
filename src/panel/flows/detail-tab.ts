import type { FlowState } from '../../core/flow/flow-state.ts';

export const detailTabs = [
  'timeline',
  'request',
  'redirect',
  'exchange',
  'tokens',
  'findings',
] as const;
export type DetailTab = (typeof detailTabs)[number];

/** The tab that shows what matters now, for as long as the person has chosen none. */
export function tabForPhase(flow: FlowState): DetailTab {
  switch (flow.phase) {
    case 'draft':
      return flow.calls.length > 0 ? 'exchange' : 'request';
    case 'awaiting_redirect':
      // What was pushed is what was opened.
      return flow.calls.some(({ purpose }) => purpose !== 'push') ? 'exchange' : 'request';
    case 'code_captured':
    case 'refused_by_us':
    case 'released':
      return 'redirect';
    case 'refused_by_bank':
      return flow.calls.length > 0 ? 'exchange' : 'redirect';
    case 'exchanging':
    case 'failed':
    case 'outcome_unknown':
      return 'exchange';
    case 'tokens_received':
      return 'tokens';
    case 'abandoned':
      return 'timeline';
  }
}
