import type { Seen, SeenMark } from './seen-only.ts';

/** Why a flow is there to be read alone. What is damaged is said first: it is the worst of them. */
export function seenOrigin(flow: Seen): SeenMark | undefined {
  return (['damaged', 'imported', 'watched'] as const).find((mark) => flow[mark]);
}
