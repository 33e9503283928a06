import { randomBytes, randomUUID } from 'node:crypto';
import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { Clock } from '../../core/time.ts';
import type { Effects } from '../../engine/effects.ts';
import { createSender } from '../../engine/http-sender.ts';
import { createSigningKey, type SigningKey } from './client-keys.ts';
import { Locks } from './locks.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryVault } from './memory-vault.ts';
import type { NodeFetch } from './node-fetch.ts';

/** What the effects of a command stand on. */
export interface NodeParts {
  clock: Clock;
  network: NodeFetch;
  /** keys that the client signs with */
  keys?: readonly SigningKey[];
  /** a client certificate was given to `network` */
  certified?: boolean;
  /** hears of each event when it is recorded */
  told?: (event: FlowEvent) => void;
  /** milliseconds until a request is given up */
  timeLimitMs?: number;
}

/** As in the panel's worker. */
const TIME_LIMIT_MS = 30_000;
const SIZE_LIMIT = 1_048_576;

/** Everything the engine may do to the world, in Node: flows and secrets live in memory and end with the process. */
export function nodeEffects({
  clock,
  network,
  keys = [],
  certified = false,
  told,
  timeLimitMs = TIME_LIMIT_MS,
}: NodeParts): Effects {
  const locks = new Locks();
  const signing = [...keys];
  return {
    clock,
    journal: new MemoryJournal(clock, told),
    vault: new MemoryVault(randomBytes(32), randomUUID),
    send: createSender({
      fetch: network.fetch,
      reasonFor: network.reasonFor,
      clock,
      timeLimitMs: Math.min(timeLimitMs, TIME_LIMIT_MS),
      sizeLimit: SIZE_LIMIT,
    }),
    sign: async (id, alg, bytes) => signing.find(({ known }) => known.id === id)?.sign(alg, bytes),
    createKey: async (id, alg) => {
      const key = await createSigningKey(id, alg);
      signing.push(key);
      return key.publicJwk;
    },
    ...(certified && { certificate: 'chosen' as const }),
    randomBytes: (count) => randomBytes(count),
    randomId: randomUUID,
    tryExclusive: (name, run) => locks.tryExclusive(name, run),
    exclusive: (name, run) => locks.exclusive(name, run),
  };
}
