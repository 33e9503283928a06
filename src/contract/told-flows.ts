import * as z from 'zod/mini';
import type { FlowEvent } from '../core/flow/flow-event.ts';
import type { FlowSummary } from '../core/flow/flow-summary.ts';

/*
 * What the worker made itself, or read by its schema where it is stored. A panel that checked each value once more would
 * carry the whole schema of records before it shows a row, and would go through ten thousand rows twice.
 */

/** Rows of the flow list. */
export const toldRowsSchema = z.array(z.custom<FlowSummary>(isOfFlow));

/** Events of flows. */
export const toldEventsSchema = z.array(z.custom<FlowEvent>(isOfFlow));

function isOfFlow(told: unknown): boolean {
  return typeof told === 'object' && told !== null && 'flowId' in told;
}
