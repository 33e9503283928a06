import { pastKeeping } from '../../core/record/retention.ts';
import type { Clock } from '../../core/time.ts';
import type { FlowJournal } from './flow-journal.ts';
import type { SessionVault } from './session-vault.ts';
import type { SettingsStore } from './settings-store.ts';

/** What is looked at, and forgotten in. */
export interface KeptFlows {
  journal: FlowJournal;
  vault: SessionVault;
  settings: SettingsStore;
  clock: Clock;
}

/** Forgets the flows that are past keeping, with their secrets; returns how many. */
export async function forgetPastKeeping({
  journal,
  vault,
  settings,
  clock,
}: KeptFlows): Promise<number> {
  const kept = await settings.read();
  if (!(await journal.mayBePast(kept))) return 0;
  const over = pastKeeping(await journal.summaries('all'), kept, clock.nowMs());
  if (over.length === 0) return 0;
  await journal.forget(over);
  await vault.forget(over);
  return over.length;
}
