import type { AsideReason, Difference, FactKind, StepName } from './flow-comparison.ts';

/** One value of a step, as it was recorded. */
export interface Fact {
  kind: FactKind;
  side: Difference['side'];
  name: string;
  value: string;
  /** the value is fresh in each run: only whether it is there is compared */
  aside?: AsideReason | undefined;
  /** it may be missing for no reason of its own */
  mayMiss?: boolean;
  /** what is compared in place of the text, and how far it may differ */
  measure?: { amount: number; tolerance: number };
  /** whatever looks random in it is taken for an id */
  prose?: boolean;
  /** where it differs, that is the bank's doing, or follows from the circumstances */
  blame?: 'bank' | 'circumstance';
}

/** Names in the order in which they came. */
export interface Sequence {
  side: Difference['side'];
  /** e.g. the path of a JSON object */
  name: string;
  names: readonly string[];
}

/** All that is compared of one step. */
export interface StepFacts {
  step: StepName;
  /** a run that ends well comes to it */
  planned: boolean;
  /** a person changed the profile's request */
  edited?: boolean;
  facts: Fact[];
  sequences: Sequence[];
}
