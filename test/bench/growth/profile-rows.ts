import { listBanks } from '../../../src/core/banks/bank-list.ts';
import type { BankProfile } from '../../../src/core/banks/bank-profile.ts';
import { recogniseBank } from '../../../src/core/banks/recognise-bank.ts';
import { profileIds, resolveProfile } from '../../../src/core/banks/resolve-profile.ts';
import { catalogue } from '../../fixtures/catalogue.ts';
import { quantile } from '../metric.ts';
import { count, figure } from './figures.ts';

const COUNTS = [10, 100, 1000];
const TIMES = 5;

/** What profiles cost, each of them a child of a shipped one: reading and checking them, and finding the bank of an address. */
export function profileRows(): Record<string, string>[] {
  const parents = profileIds(catalogue);
  return COUNTS.map((profiles) => {
    const own = Object.fromEntries(
      Array.from({ length: profiles }, (_none, at) => [
        `made-${at}`,
        { id: `made-${at}`, extends: parents[at % parents.length], group: `made-${at}` },
      ]),
    );
    const files = { ...catalogue, ...own };
    const resolve = () => Object.keys(own).flatMap((id) => soundOf(id, files));
    const resolved = resolve();
    const recognise = (url: string) => took(() => recogniseBank(url, resolved));
    return {
      profiles: count(profiles),
      'read and checked': figure(took(resolve), 'ms'),
      'put together as banks': figure(
        took(() => listBanks(resolved)),
        'ms',
      ),
      'bank of an address': figure(recognise('https://www.17515.sandbox.api.89c3.com/'), 'ms'),
      'no bank of an address': figure(recognise('https://nobody.example/login'), 'ms'),
    };
  });
}

function soundOf(id: string, files: Readonly<Record<string, unknown>>): BankProfile[] {
  const resolved = resolveProfile(id, files);
  return resolved.ok ? [resolved.value] : [];
}

/** Milliseconds, the middle one of some tries. */
function took(run: () => unknown): number {
  const times = Array.from({ length: TIMES }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return quantile(times, 0.5);
}
