import { effect, signal } from '@preact/signals';
import { automaticRefresh } from '../../core/flow/automatic-refresh.ts';
import { currentToken, foldFlow } from '../../core/flow/flow-state.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import type { PanelStore } from '../store.ts';
import { tokenEnd } from './token-end.ts';

/** A flow refreshes by itself, or did until that was no use any more. */
export type Automatic = 'on' | 'failed' | 'nothing';

/** By flow id; as long as the panel lives. */
export const automaticRefreshes = signal<ReadonlyMap<string, Automatic>>(new Map());

/** Flows that are being looked at, and when those that wait are next. */
const looking = new Set<string>();
const nextAtMs = new Map<string, EpochMilliseconds>();
let following: { store: PanelStore; stop(): void } | undefined;

/** Lets a flow refresh by itself, or not. The clock that it goes by stands still while the panel is hidden. */
export function setAutomatic(store: PanelStore, flowId: string, on: boolean): void {
  if (following?.store !== store) follow(store);
  note(flowId, on ? 'on' : undefined);
}

function follow(store: PanelStore): void {
  following?.stop();
  const stop = effect(() => {
    const nowMs = store.nowMs.value;
    for (const [id, state] of automaticRefreshes.value) {
      if (state === 'on' && nowMs >= (nextAtMs.get(id) ?? 0)) void look(store, id, nowMs);
    }
  });
  following = { store, stop };
}

function note(flowId: string, state: Automatic | undefined): void {
  nextAtMs.delete(flowId);
  const states = new Map(automaticRefreshes.peek());
  if (state) states.set(flowId, state);
  else states.delete(flowId);
  automaticRefreshes.value = states;
}

/** The record decides, so that another panel's refresh counts as well; a worker that is away is asked again. */
async function look(store: PanelStore, flowId: string, nowMs: EpochMilliseconds): Promise<void> {
  if (looking.has(flowId)) return;
  looking.add(flowId);
  try {
    const flow = foldFlow((await store.client.ask('readFlow', { flowId })).events);
    const access = flow && currentToken(flow, 'access_token');
    if (!flow) return note(flowId, undefined);
    const due = automaticRefresh(flow, access && tokenEnd(access, flow), nowMs);
    if (due.kind === 'failed' || due.kind === 'nothing') note(flowId, due.kind);
    if (due.kind === 'wait') nextAtMs.set(flowId, due.untilMs);
    if (due.kind !== 'now') return;
    const tokenId = currentToken(flow, 'refresh_token')?.secret.id ?? '';
    const reply = await store.client.ask('refresh', { flowId, tokenId });
    const passing = reply.ok || ['call_under_way', 'already_sent'].includes(reply.error.kind);
    if (!passing) note(flowId, 'failed');
  } catch {
    // What the worker did stands in the record, which is read at the next tick.
  } finally {
    looking.delete(flowId);
  }
}
