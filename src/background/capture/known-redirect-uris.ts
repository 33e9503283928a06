import { foldFlow } from '../../core/flow/flow-state.ts';
import type { Journal } from '../../engine/effects.ts';
import { OPEN_FOR_MS } from '../../engine/find-flow.ts';
import type { ClientStore } from '../storage/client-store.ts';

/** A redirect URI that somebody of ours has on file. */
export interface KnownRedirectUri {
  redirectUri: string;
  /** of the random values of the flow that it belongs to */
  fingerprints: readonly string[];
}

/** The redirect URIs of all clients, and of the flows of the last day. */
export async function knownRedirectUris(
  journal: Journal,
  clients: Pick<ClientStore, 'read'>,
  nowMs: number,
): Promise<KnownRedirectUri[]> {
  const known: KnownRedirectUri[] = (await clients.read()).flatMap(({ redirectUris }) =>
    redirectUris.map((redirectUri) => ({ redirectUri, fingerprints: [] })),
  );
  for (const { flowId, startedAtMs, fingerprints } of await journal.summaries('going_on')) {
    if (nowMs - startedAtMs > OPEN_FOR_MS) continue;
    const flow = foldFlow(await journal.events(flowId));
    if (!flow?.opened) continue;
    const { edits, redirectUri } = flow.started.plan.draft;
    known.push({ redirectUri: edits.redirect_uri ?? redirectUri, fingerprints });
  }
  return known;
}
