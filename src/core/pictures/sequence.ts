import type { EpochMilliseconds } from '../time.ts';

/** Who takes part, in the order in which they stand side by side: those who talk most are neighbours. */
export const sides = ['app', 'browser', 'bank', 'tool', 'person'] as const;
export type Side = (typeof sides)[number];

export type SequenceTone = 'plain' | 'ok' | 'warn' | 'error';

export interface Participant {
  id: Side;
  label: string;
  /** where it stands, e.g. a host */
  detail?: string;
}

/** A short remark: about a message, or about one who takes part. */
export interface SequenceNote {
  text: string;
  tone: SequenceTone;
}

/** Something that one side told another. */
export interface SequenceMessage {
  kind: 'message';
  /** counts messages from 1 */
  number: number;
  from: Side;
  to: Side;
  /** in the words of the wire, e.g. `302 code, state` */
  label: string;
  answer: boolean;
  /** HTTP status */
  status?: number;
  /** milliseconds since the flow started */
  offsetMs: number;
  /** milliseconds from sending to the end of the answer */
  durationMs?: number;
  /** `lost`: it never arrived; `unknown`: nobody knows */
  end: 'arrived' | 'lost' | 'unknown';
  tone: SequenceTone;
  notes: SequenceNote[];
}

/** Something that happened at one side, with no message to another. */
export interface SequenceRemark extends SequenceNote {
  kind: 'remark';
  over: Side;
  offsetMs: number;
}

export type SequenceStep = SequenceMessage | SequenceRemark;

/** A flow as a picture: who talked to whom. It is made from records, so that no secret is in it. */
export interface Sequence {
  title: string;
  startedAtMs: EpochMilliseconds;
  /** those who appear in a step, and no others */
  participants: Participant[];
  steps: SequenceStep[];
}
