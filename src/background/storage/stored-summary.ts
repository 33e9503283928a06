import * as z from 'zod/mini';
import { type FlowRow, flowRowSchema } from '../../core/flow/flow-summary.ts';
import { DAY_MS } from '../../core/record/retention.ts';

/** A row of the flow list as it is stored. */
const storedSummarySchema = z.strictObject({
  flowId: z.string(),
  summary: flowRowSchema,
  /** set when the person cleared the list; such a flow can still be brought back for a while */
  clearedAtMs: z.optional(z.number()),
  /** until then the worker has to know of the flow by itself; absent where it never has to */
  untilMs: z.optional(z.number()),
  /** what the list is searched by where an answer comes; absent for what was not run here, and once cleared */
  took: z.optional(z.tuple([z.string(), z.number()])),
  lands: z.optional(z.tuple([z.string(), z.string()])),
});
export type StoredSummary = z.infer<typeof storedSummarySchema>;

/** How a flow is stored in the list. It takes redirects for a day; an open call, and a hold, are ended by the worker. */
export function storedSummary(summary: FlowRow, clearedAtMs?: number): StoredSummary {
  const { flowId, imported, busy, hold, startedAtMs, answer, landing } = summary;
  const code = answer?.taken ? answer.code : undefined;
  const isSearched = !imported && clearedAtMs === undefined;
  return {
    flowId,
    summary,
    ...(clearedAtMs !== undefined && { clearedAtMs }),
    ...(!imported && { untilMs: busy || hold ? Number.MAX_VALUE : startedAtMs + DAY_MS }),
    ...(isSearched && code && { took: [code.fingerprint, code.length] as const }),
    ...(isSearched && landing && { lands: [landing.page, landing.group] as const }),
  };
}

/** A stored row is a stranger's: `undefined` for one that this version cannot read, or that is not its key's. */
export function readSummary(key: IDBValidKey, row: unknown): StoredSummary | undefined {
  const { success, data } = z.safeParse(storedSummarySchema, row);
  return success && data.flowId === key && data.summary.flowId === key ? data : undefined;
}

/**
 * The same of a flow that goes on, of which each life of the worker reads a whole day's before anything else: what flows
 * are told apart by is looked at, and the rest later. What a browser's rule is made of is checked at once.
 */
export function readGoingOn(key: IDBValidKey, row: unknown): StoredSummary | undefined {
  const isPlain = isComparable(row) && row.flowId === key && !row.summary.busy && !row.summary.hold;
  return isPlain ? row : readSummary(key, row);
}

function isComparable(row: unknown): row is StoredSummary {
  const { flowId, untilMs, summary } = Object(row);
  const { flowId: own, startedAtMs, phase, fingerprints, answer = {} } = Object(summary);
  return (
    own === flowId &&
    typeof untilMs === 'number' &&
    typeof startedAtMs === 'number' &&
    typeof phase === 'string' &&
    Array.isArray(fingerprints) &&
    answer !== null
  );
}
