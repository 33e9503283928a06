import type { Messages } from '../messages.ts';
import type { FlowSummary } from './flow-summary.ts';
import type { FilterKey, FilterSubject } from './list-filter.ts';
import { seenOrigin } from './seen-origin.ts';

/** Phases in which something was refused or went wrong. */
const IN_ERROR: readonly FlowSummary['phase'][] = ['refused_by_bank', 'refused_by_us', 'failed'];

/** True of a flow that ended in a refusal or a failure, or of which an error was found. */
export function isInError({ phase, worstSeverity }: FlowSummary): boolean {
  return worstSeverity === 'error' || IN_ERROR.includes(phase);
}

/** Words that `is:` takes. */
const marks: Readonly<Record<string, (flow: FlowSummary) => boolean>> = {
  error: isInError,
  warning: ({ worstSeverity }) => worstSeverity === 'warn',
  held: ({ hold }) => hold !== undefined,
  waiting: ({ phase }) => phase === 'awaiting_redirect',
  live: ({ environmentKind }) => environmentKind === 'live',
  sandbox: ({ environmentKind }) => environmentKind === 'sandbox',
  practice: ({ environmentKind }) => environmentKind === 'practice',
};

/** The values of the keys that have the same ones in every list. */
export const fixedValues: Partial<Record<FilterKey, readonly string[]>> = {
  kind: ['run', 'watched', 'imported', 'damaged'],
  has: ['code', 'access', 'refresh', 'id'],
  is: Object.keys(marks),
};

/** A flow as a filter sees it: what its row says in words, and under each key also the names of our own records. */
export function flowSubject(
  flow: FlowSummary,
  words: { service: string; phase: string },
  say: Messages,
): FilterSubject {
  const { bank, environment, grant, phase, scope = '' } = flow;
  const seen = originOf(flow, say);
  return {
    text: [flowText(flow, words, say)],
    bank: [bank],
    status: [phase, words.phase],
    kind: seen.length > 0 ? seen : ['run'],
    grant: [grant],
    service: [flow.service, words.service],
    environment: [environment],
    scope: [scope],
    has: flow.has ?? [],
    is: Object.keys(marks).filter((mark) => marks[mark]?.(flow)),
  };
}

/** All that a flow's row says, in words. */
export function flowText(
  flow: FlowSummary,
  { service, phase }: { service: string; phase: string },
  say: Messages,
): string {
  const { bank, environment, profileId = '', scope = '' } = flow;
  return [bank, service, environment, phase, ...originOf(flow, say), profileId, scope].join(' ');
}

function originOf(flow: FlowSummary, say: Messages): string[] {
  const origin = seenOrigin(flow);
  return origin ? [origin, say(origin)] : [];
}
