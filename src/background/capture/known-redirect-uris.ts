import { foldFlow } from '../../core/flow/flow-state.ts';
import { OPEN_FOR_MS } from '../../engine/accept-redirect.ts';
import type { Journal } from '../../engine/effects.ts';
import type { ClientStore } from '../storage/client-store.ts';

/** The redirect URIs of all clients, and of the flows of the last day. */
export async function knownRedirectUris(
  journal: Journal,
  clients: Pick<ClientStore, 'read'>,
  nowMs: number,
): Promise<string[]> {
  const known = (await clients.read()).flatMap(({ redirectUris }) => redirectUris);
  for (const { flowId, startedAtMs } of await journal.summaries()) {
    if (nowMs - startedAtMs > OPEN_FOR_MS) continue;
    const flow = foldFlow(await journal.events(flowId));
    if (!flow?.opened) continue;
    const { edits, redirectUri } = flow.started.plan.draft;
    known.push(edits.redirect_uri ?? redirectUri);
  }
  return [...new Set(known)];
}
