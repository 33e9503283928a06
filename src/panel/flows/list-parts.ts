import type { Reply } from '../../contract/replies.ts';
import type { BackgroundClient } from '../background-client.ts';

/** The worker's list of flows, newest first: what fills a screen, and what follows it. */
export async function* listParts({
  ask,
}: Pick<BackgroundClient, 'ask'>): AsyncGenerator<Reply<'listFlows'>> {
  let part = await ask('listFlows', {});
  yield part;
  while (part.next) {
    part = await ask('listFlows', { after: part.next });
    yield part;
  }
}
