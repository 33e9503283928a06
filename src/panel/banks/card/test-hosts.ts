import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { askForHosts } from '../../ask-for-host.ts';
import type { BackgroundClient } from '../../background-client.ts';
import { type HostOutcome, type HostTest, judgeHost, testableHosts } from './host-test.ts';

/**
 * Asks the hosts of a profile for their metadata documents, and tells of each as it answers. Call it
 * straight from a click: browsers want the gesture when they ask for hosts.
 */
export async function testHosts(
  client: BackgroundClient,
  profile: BankProfile,
  bank: Bank,
  onTests: (tests: readonly HostTest[]) => void,
): Promise<void> {
  const hosts = testableHosts(profile, bank);
  const granted = askForHosts(hosts.map(({ url }) => url)).catch(() => false);
  const outcomes: HostOutcome[] = hosts.map(() => ({ kind: 'asking' }));
  const tell = () =>
    onTests(hosts.map((host, at) => ({ ...host, outcome: outcomes[at] ?? { kind: 'asking' } })));
  tell();
  const allowed = await granted;
  await Promise.all(
    hosts.map(async (host, at) => {
      outcomes[at] = allowed ? await ask(client, host) : { kind: 'denied' };
      tell();
    }),
  );
}

async function ask(
  client: BackgroundClient,
  host: ReturnType<typeof testableHosts>[number],
): Promise<HostOutcome> {
  try {
    return judgeHost(host, await client.ask('fetchDocument', { url: host.url }));
  } catch {
    return { kind: 'worker_stopped' };
  }
}
