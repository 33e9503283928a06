import type { Reply } from '../../contract/replies.ts';
import type { BackgroundClient } from '../background-client.ts';

/**
 * The worker's list of flows, newest first: what fills a screen, and what follows it.
 *
 * @param first what fills a screen, where it was asked for with other things
 */
export async function* listParts(
  { ask }: Pick<BackgroundClient, 'ask'>,
  first?: Promise<Reply<'listFlows'>>,
): AsyncGenerator<Reply<'listFlows'>> {
  let part = await (first ?? ask('listFlows', {}));
  yield part;
  while (part.next) {
    part = await ask('listFlows', { after: part.next });
    yield part;
  }
}
