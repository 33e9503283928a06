import type { KeyAlgorithm } from '../core/clients/client-key.ts';
import type { FlowEvent, Happening, HappeningOf, Maker } from '../core/flow/flow-event.ts';
import type { FlowRow } from '../core/flow/flow-summary.ts';
import type { KnownSecret, SecretKind, SecretReference } from '../core/flow/secret.ts';
import type { HttpAnswer, HttpFailure, HttpRequest } from '../core/oauth/http-message.ts';
import type { Result } from '../core/result.ts';
import type { Clock, EpochMilliseconds } from '../core/time.ts';
import type { AnswerClues, RedirectFacts } from './redirect-facts.ts';

/** Where flows are recorded: references only, never a secret value. */
export interface Journal {
  /** Adds one event, of now where no time is given; resolves when it is committed, so that even a crash leaves it behind. */
  append(flowId: string, happening: Happening, atMs?: EpochMilliseconds): Promise<FlowEvent>;
  /**
   * Adds a call that uses up a code or refresh token, and takes that for this call, both or neither: nothing
   * is recorded, and `undefined` comes back, when any flow has used it up before. What is taken becomes free
   * again only when the call ends in a way that used nothing up.
   */
  claim(flowId: string, call: HappeningOf<'call_prepared'>): Promise<FlowEvent | undefined>;
  /** A flow's events in order; empty when there is no such flow. */
  events(flowId: string): Promise<FlowEvent[]>;
  /**
   * The flows that were run or watched here, in no particular order; `all`: also those that were taken over from files;
   * `going_on`: those of the last day, and older ones with a call that has no end or a redirect that is held.
   */
  summaries(which?: 'all' | 'going_on'): Promise<FlowRow[]>;
  /** What the flows that were run or watched here tell about an answer. */
  othersLike(answer: AnswerClues): Promise<RedirectFacts>;
}

/** The only place where secret values live. */
export interface Vault {
  /** Keeps a value; the same value of the same kind in a flow keeps its reference. */
  put(flowId: string, kind: SecretKind, value: string): Promise<SecretReference>;
  /** `undefined` when the value is gone. */
  value(secretId: string): Promise<string | undefined>;
  /** All secrets of a flow that may turn up in texts, for masking: not the answers kept as bytes. */
  known(flowId: string): Promise<KnownSecret[]>;
  /** Ids of the flows that one of these values is kept for. */
  holders(values: readonly string[]): Promise<ReadonlySet<string>>;
  /** The keyed hash that references carry; equal values have equal ones, in every flow. */
  fingerprint(value: string): Promise<string>;
}

/** An answer and the bytes it came as. */
export interface ReceivedAnswer {
  answer: HttpAnswer;
  bytes: Uint8Array;
}

/** What a request needs of the connection. */
export interface SendOptions {
  /** a client certificate of the browser's may go along */
  certificate?: boolean;
}

/** Sends one request, once, and never follows a redirect. */
export type Send = (
  request: HttpRequest,
  cancelled: AbortSignal,
  options?: SendOptions,
) => Promise<Result<ReceivedAnswer, HttpFailure>>;

/** Everything the engine may do to the world. */
export interface Effects {
  /** stands in each record that is begun */
  made?: Maker;
  clock: Clock;
  journal: Journal;
  vault: Vault;
  send: Send;
  /**
   * The signature of some bytes by a key of the person's that nothing can read back; `undefined` when
   * that key is gone. Absent where no keys are kept.
   */
  sign?(keyId: string, alg: KeyAlgorithm, bytes: Uint8Array): Promise<Uint8Array | undefined>;
  /** A new key of that kind, which `sign` then knows by this id, as its public JWK: nothing can read it back. */
  createKey?(keyId: string, alg: KeyAlgorithm): Promise<Record<string, string>>;
  /** a client certificate goes along with every call; absent where nobody knows */
  certificate?: 'chosen';
  /** SHA-256 of that certificate, where it is known. RFC 8705 §3.1 */
  certificateThumbprint?: string | undefined;
  randomBytes(count: number): Uint8Array;
  randomId(): string;
  /** Runs while holding a lock; `undefined`, without running, when somebody else holds it. */
  tryExclusive<T>(name: string, run: () => Promise<T>): Promise<T | undefined>;
  /** Runs when the lock is free. */
  exclusive<T>(name: string, run: () => Promise<T>): Promise<T>;
}
