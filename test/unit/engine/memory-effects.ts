import type { FlowEvent, Happening, HappeningOf } from '../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import type { KnownSecret, SecretKind, SecretReference } from '../../../src/core/flow/secret.ts';
import { spendableFingerprint, spentSecrets } from '../../../src/core/flow/spent-secrets.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/core/oauth/http-message.ts';
import { DAY_MS } from '../../../src/core/record/retention.ts';
import { ok } from '../../../src/core/result.ts';
import type { Effects, Send } from '../../../src/engine/effects.ts';
import { type AnswerClues, redirectFacts } from '../../../src/engine/redirect-facts.ts';

/** Effects that stay in memory: a clock that a test moves, a bank that a test writes. */
export class MemoryEffects implements Effects {
  readonly records: FlowEvent[] = [];
  readonly secrets = new Map<string, KnownSecret & { flowId: string }>();
  readonly sent: HttpRequest[] = [];
  readonly #held = new Set<string>();
  readonly #queues = new Map<string, Promise<unknown>>();
  #ids = 0;
  nowMs = Date.UTC(2026, 10, 21, 12);
  /** what the bank answers; set by each test */
  bank: Send = async () => ok(jsonAnswer(200, {}, this.nowMs));

  readonly clock = { nowMs: () => this.nowMs };

  readonly journal = {
    append: async (flowId: string, happening: Happening, atMs = this.nowMs): Promise<FlowEvent> => {
      const sequence = this.records.filter((event) => event.flowId === flowId).length;
      const event = { flowId, sequence, atMs, happening };
      this.records.push(structuredClone(event));
      return event;
    },
    claim: async (
      flowId: string,
      call: HappeningOf<'call_prepared'>,
    ): Promise<FlowEvent | undefined> => {
      const flows = [...new Set(this.records.map((event) => event.flowId))].flatMap((id) => {
        const state = foldFlow(this.records.filter((event) => event.flowId === id));
        return state ? [state] : [];
      });
      const own = flows.find((state) => state.flowId === flowId);
      const claimed = own && spendableFingerprint(own, call.uses);
      const spent = claimed !== undefined && flows.some((flow) => spentSecrets(flow).has(claimed));
      return spent ? undefined : this.journal.append(flowId, call);
    },
    events: async (flowId: string) => this.records.filter((event) => event.flowId === flowId),
    summaries: async (which?: 'all' | 'going_on') => {
      const ids = [...new Set(this.records.map(({ flowId }) => flowId))];
      const rows = ids.flatMap((flowId) => {
        const state = foldFlow(this.records.filter((event) => event.flowId === flowId));
        return state ? [summariseFlow(state)] : [];
      });
      if (which !== 'going_on') return rows;
      const sinceMs = this.clock.nowMs() - DAY_MS;
      return rows.filter(({ startedAtMs, busy, hold }) => startedAtMs >= sinceMs || busy || hold);
    },
    othersLike: async (answer: AnswerClues) =>
      redirectFacts(await this.journal.summaries(), answer),
  };

  readonly vault = {
    put: async (flowId: string, kind: SecretKind, value: string): Promise<SecretReference> => {
      for (const secret of this.secrets.values()) {
        const { reference } = secret;
        if (secret.flowId === flowId && reference.kind === kind && secret.value === value) {
          return reference;
        }
      }
      const id = this.randomId();
      const fingerprint = await this.vault.fingerprint(value);
      const reference = { id, kind, length: value.length, fingerprint };
      this.secrets.set(id, { flowId, reference, value });
      return reference;
    },
    value: async (id: string) => this.secrets.get(id)?.value,
    known: async (flowId: string) =>
      [...this.secrets.values()].filter(
        ({ flowId: owner, reference }) => owner === flowId && reference.kind !== 'raw_answer',
      ),
    holders: async (values: readonly string[]) => {
      const held = [...this.secrets.values()].filter(({ value }) => values.includes(value));
      return new Set(held.map(({ flowId }) => flowId));
    },
    fingerprint: async (value: string) => hexHash(value),
  };

  readonly send: Send = (request, cancelled) => {
    this.sent.push(request);
    return this.bank(request, cancelled);
  };

  randomBytes(count: number): Uint8Array {
    this.#ids += 1;
    return new Uint8Array(count).fill(this.#ids);
  }

  randomId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  async tryExclusive<T>(name: string, run: () => Promise<T>): Promise<T | undefined> {
    if (this.#held.has(name)) return undefined;
    this.#held.add(name);
    try {
      return await run();
    } finally {
      this.#held.delete(name);
    }
  }

  exclusive<T>(name: string, run: () => Promise<T>): Promise<T> {
    const turn = (this.#queues.get(name) ?? Promise.resolve()).then(run);
    this.#queues.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }
}

/** Eight hex digits, as real fingerprints have; equal texts have equal ones. */
function hexHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** An answer with a JSON body, as the sender would hand it on. */
export function jsonAnswer(status: number, json: unknown, receivedAtMs: number) {
  const body = JSON.stringify(json);
  const bytes = new TextEncoder().encode(body);
  const answer: HttpAnswer = {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['cache-control', 'no-store'],
    ],
    body,
    badText: false,
    bytes: bytes.length,
    cut: false,
    redirected: false,
    receivedAtMs,
    durationMs: 12,
  };
  return { answer, bytes };
}
