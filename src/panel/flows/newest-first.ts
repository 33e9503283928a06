import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import { withSharedParts } from './shared-parts.ts';

/**
 * A list, newest first, with what is known anew of some flows: each once, in its place. Of a flow that comes twice the last
 * one counts. The list itself where nothing in it is told otherwise: most events change nothing that a row says.
 */
export function withFlows(
  list: readonly FlowSummary[],
  changed: readonly FlowSummary[],
): readonly FlowSummary[] {
  const flows = [...list];
  const added: FlowSummary[] = [];
  let isSame = true;
  for (const flow of changed) {
    const at = placeOf(list, flow);
    const known = flows[at];
    const row = withSharedParts(flow);
    if (known?.flowId !== row.flowId) added.push(row);
    else if (JSON.stringify(known) !== JSON.stringify(row)) {
      flows[at] = row;
      isSame = false;
    }
  }
  if (added.length === 0) return isSame ? list : flows;
  const once = new Map(added.map((flow) => [flow.flowId, flow]));
  const last = list.at(-1);
  const sorted = [...once.values()].sort(compare);
  const [first] = sorted;
  // Parts of a long list come one behind the other.
  const isBehind = !last || (first && compare(last, first) < 0);
  return isBehind ? [...flows, ...sorted] : [...flows, ...sorted].sort(compare);
}

/** Where in the list a flow is, or would be. */
function placeOf(list: readonly FlowSummary[], flow: FlowSummary): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(list[middle] as FlowSummary, flow) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function compare(a: FlowSummary, b: FlowSummary): number {
  return b.startedAtMs - a.startedAtMs || (a.flowId < b.flowId ? 1 : a.flowId > b.flowId ? -1 : 0);
}
