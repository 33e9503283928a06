import type { BackgroundClient } from '../background-client.ts';
import { followRequests } from '../watch/follow-requests.ts';

/** Ids of the flows that an HTTP archive tells of; of those that were run or watched here nothing is taken. */
export interface HarFlows {
  taken: readonly string[];
  own: number;
}

/** Takes the flows over that the requests of an HTTP archive make up, as if their page had been watched. */
export async function importHar(
  client: BackgroundClient,
  entries: readonly unknown[],
): Promise<HarFlows> {
  const follower = followRequests(client, { name: 'har', tabId: -1, mark: { imported: true } });
  await follower.take(entries.map((entry) => ({ entry, readAnswer: async () => bodyOf(entry) })));
  const told = [...follower.told()];
  const taken = told.flatMap(([flowId, plan]) => (plan === 'own' ? [] : [flowId]));
  return { taken, own: told.length - taken.length };
}

/** The body of an answer as text; `undefined` where the archive was saved without it. */
function bodyOf(entry: unknown): string | undefined {
  const { response } = (entry ?? {}) as {
    response?: { content?: { text?: unknown; encoding?: unknown } };
  };
  const { text, encoding } = response?.content ?? {};
  if (typeof text !== 'string') return undefined;
  if (encoding !== 'base64') return text;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
