import type { CallPurpose } from '../flow/flow-event.ts';

/** What a comparison amounts to; a change at the bank outweighs what we changed ourselves. */
export type ComparisonVerdict = 'same' | 'changed_on_purpose' | 'changed_at_bank';

/** What a fact is about. */
export type FactKind =
  /** a value of the draft, e.g. the client id */
  | 'plan'
  /** a value of the bank profile, by its path */
  | 'profile'
  | 'address'
  | 'method'
  | 'parameter'
  | 'header'
  /** a member of a JSON body, by its path */
  | 'member'
  /** a body that is neither JSON nor a form */
  | 'body'
  | 'status'
  | 'scope'
  /** seconds, or an end by its distance from the run */
  | 'lifetime'
  /** the bank's own words */
  | 'error_text'
  | 'claim'
  | 'algorithm'
  /** another member of a token's header */
  | 'token_header'
  /** a JWT, or nothing that can be read */
  | 'token_format'
  /** where the parameters of a redirect stand */
  | 'place'
  /** what the redirect, or the answer to a call, amounts to */
  | 'outcome'
  /** no answer, and why */
  | 'failure'
  /** a page on the way, by its address */
  | 'page'
  | 'finding'
  /** of steps, parameters or members */
  | 'order'
  /** a planned step that one of the runs did not come to */
  | 'not_reached';

/** Why a value is not held against the other one. */
export type AsideReason =
  /** random, or a token: fresh in each run */
  | 'secret'
  | 'id'
  | 'date'
  /** what servers and networks on the way add or leave out */
  | 'transport'
  /** follows from values that differ anyway, e.g. a signature */
  | 'derived'
  /** not seen in both runs */
  | 'unseen'
  /** follows from when and how the run was made */
  | 'circumstance';

/** One thing that differs. Absent `before`: it is new; absent `after`: it is gone. */
export interface Difference {
  kind: FactKind;
  side: 'run' | 'request' | 'answer';
  /** wire name or path; empty where the kind says it all */
  name: string;
  before?: string;
  after?: string;
  /** `ours`: follows from a plan, profile or edit of ours */
  cause: 'ours' | 'bank';
}

/** A value that differs and was set aside. */
export interface SetAside extends Omit<Difference, 'cause'> {
  reason: AsideReason;
}

/** A step of a run, as both runs know it. `run`: the plan, and the order of the steps. */
export interface StepName {
  kind: 'run' | 'authorization_request' | 'pages' | 'redirect' | 'call';
  /** of a call */
  purpose?: CallPurpose;
  /** of a call: the request's name in the profile, and the profile's label for it */
  name?: string;
  label?: string;
  /** counts calls of one name from 1 */
  occurrence: number;
}

export interface StepComparison {
  step: StepName;
  in: 'both' | 'before' | 'after';
  differences: Difference[];
  setAside: SetAside[];
  /** values that were compared */
  compared: number;
}

/** One of the two runs, in short. */
export interface ComparedRun {
  flowId: string;
  bank: string;
  /** label of the environment */
  environment: string;
  startedAtMs: number;
}

export interface FlowComparison {
  verdict: ComparisonVerdict;
  before: ComparedRun;
  after: ComparedRun;
  /** in the order of the later run, then what only the earlier one has */
  steps: StepComparison[];
}
