import type { MessageKey, Messages } from '../messages.ts';
import type {
  AsideReason,
  Difference,
  FactKind,
  FlowComparison,
  SetAside,
  StepComparison,
  StepName,
} from './flow-comparison.ts';

/** One difference in words, its values beside it. */
export interface DescribedDifference {
  /** what it is, e.g. `Lifetime: expires_in` */
  what: string;
  before: string;
  after: string;
  cause: Difference['cause'];
}

export interface DescribedStep {
  step: StepComparison;
  title: string;
  /** why there is nothing to compare; absent where there is */
  note?: string;
  differences: DescribedDifference[];
  setAside: (Omit<DescribedDifference, 'cause'> & { reason: string })[];
}

/** A comparison in words. */
export interface DescribedComparison {
  verdict: string;
  /** what the verdict rests on */
  sentence: string;
  steps: DescribedStep[];
}

/** Puts a comparison into words. */
export function describeComparison(comparison: FlowComparison, say: Messages): DescribedComparison {
  const { verdict, steps } = comparison;
  const of = (cause: Difference['cause']) =>
    steps.reduce(
      (sum, { differences }) => sum + differences.filter((one) => one.cause === cause).length,
      0,
    );
  return {
    verdict: say(`compare_verdict_${verdict}`),
    sentence: say(`compare_sentence_${verdict}`, of('bank'), of('ours')),
    steps: steps.map((step) => ({
      step,
      title: stepTitle(step.step, say),
      ...(step.in === 'both' ? {} : { note: say(`compare_only_${step.in}`) }),
      differences: step.differences.map((one) => ({ ...describe(one, say), cause: one.cause })),
      setAside: step.setAside.map((one) => ({
        ...describe(one, say),
        reason: say(REASONS[one.reason]),
      })),
    })),
  };
}

/** A step by its name. */
export function stepTitle({ kind, purpose, name, label, occurrence }: StepName, say: Messages) {
  const isApi = purpose === 'introspection' || purpose === 'revocation';
  const title =
    kind === 'call' && purpose
      ? say(`purpose_${isApi ? 'api' : purpose}`, label ?? name ?? '')
      : kind === 'call'
        ? (name ?? '')
        : say(`compare_step_${kind}`);
  return occurrence > 1 ? say('compare_step_again', title, occurrence) : title;
}

function describe({ kind, side, name, before, after }: Difference | SetAside, say: Messages) {
  const noun = say(side === 'request' && REQUEST_NOUNS[kind] ? REQUEST_NOUNS[kind] : NOUNS[kind]);
  return {
    what: name === '' ? noun : say('compare_named', noun, name),
    before: shown(kind, before, say),
    after: shown(kind, after, say),
  };
}

function shown(kind: FactKind, value: string | undefined, say: Messages): string {
  if (value === undefined) return say('compare_absent');
  if (kind === 'not_reached') {
    return value === '' ? say('compare_reached') : say('compare_stopped', say(PHASES(value)));
  }
  return value;
}

const PHASES = (phase: string) => `phase_${phase}` as MessageKey;

const NOUNS: Record<FactKind, MessageKey> = {
  plan: 'compare_kind_plan',
  profile: 'compare_kind_profile',
  address: 'compare_kind_address',
  method: 'compare_kind_method',
  parameter: 'compare_kind_parameter',
  header: 'compare_kind_header',
  member: 'compare_kind_member',
  body: 'compare_kind_body',
  status: 'compare_kind_status',
  scope: 'compare_kind_scope',
  lifetime: 'compare_kind_lifetime',
  error_text: 'compare_kind_error_text',
  claim: 'compare_kind_claim',
  algorithm: 'compare_kind_algorithm',
  token_header: 'compare_kind_token_header',
  token_format: 'compare_kind_token_format',
  place: 'compare_kind_place',
  outcome: 'compare_kind_outcome',
  failure: 'compare_kind_failure',
  page: 'compare_kind_page',
  finding: 'compare_kind_finding',
  order: 'compare_kind_order',
  not_reached: 'compare_kind_not_reached',
};

/** Where the same kind stands on both sides of a step. */
const REQUEST_NOUNS: Partial<Record<FactKind, MessageKey>> = {
  parameter: 'compare_kind_request_parameter',
  header: 'compare_kind_request_header',
  member: 'compare_kind_request_member',
  body: 'compare_kind_request_body',
  order: 'compare_kind_request_order',
};

const REASONS: Record<AsideReason, MessageKey> = {
  secret: 'compare_aside_secret',
  id: 'compare_aside_id',
  date: 'compare_aside_date',
  transport: 'compare_aside_transport',
  derived: 'compare_aside_derived',
  unseen: 'compare_aside_unseen',
  circumstance: 'compare_aside_circumstance',
};
