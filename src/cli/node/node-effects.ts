import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { Clock } from '../../core/time.ts';
import type { Effects } from '../../engine/effects.ts';
import { createSender } from '../../engine/http-sender.ts';
import { Locks } from '../../engine/locks.ts';
import { createSigningKey, type SigningKey } from './client-keys.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryVault } from './memory-vault.ts';
import type { NodeFetch } from './node-fetch.ts';

/** What the effects of a command stand on. */
export interface NodeParts {
  clock: Clock;
  network: NodeFetch;
  /** keys that the client signs with */
  keys?: readonly SigningKey[];
  /** the client certificate that was given to `network`, as PEM */
  certificate?: string | undefined;
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
  certificate,
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
    ...(certificate !== undefined && {
      certificate: 'chosen' as const,
      certificateThumbprint: thumbprintOf(certificate),
    }),
    randomBytes: (count) => randomBytes(count),
    randomId: randomUUID,
    tryExclusive: (name, run) => locks.tryExclusive(name, run),
    exclusive: (name, run) => locks.exclusive(name, run),
  };
}

/** SHA-256 of the first certificate in a PEM text; one that nobody can read fails where it is used. @see RFC 8705 §3.1 */
function thumbprintOf(pem: string): string | undefined {
  try {
    return createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
  } catch {
    return undefined;
  }
}
