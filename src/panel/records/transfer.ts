import { signal } from '@preact/signals';
import type { FlowFile } from '../../core/record/flow-file.ts';
import { message } from '../browser.ts';
import { listedFlows } from '../flows/listed-flows.ts';
import { maySaveFlows } from '../policy/policy.ts';
import type { PanelStore } from '../store.ts';

/** A text that may hold records, or something that a flow can be made of, with a name to know it by. */
export interface NamedText {
  name: string;
  text: string;
}

/** What became of one file or of what was pasted. */
export interface TransferNote {
  name: string;
  tone: 'good' | 'bad';
  sentences: readonly string[];
}

/** Records that go out or come in. */
export type Transfer =
  | { kind: 'import' | 'export'; done: number; total: number; cancel(): void }
  | { kind: 'report'; notes: readonly TransferNote[] };

/** What is under way, or what came of it. */
export const transfer = signal<Transfer | undefined>(undefined);
/** A file of a later version: it is looked at, and not taken over. */
export const shownFile = signal<(FlowFile & { name: string }) | undefined>(undefined);

/** Reads what was chosen, dropped or pasted, and takes over what is in it. The code for that is read first. */
export async function importTexts(
  store: PanelStore,
  read: () => Promise<readonly NamedText[]>,
): Promise<void> {
  await attempt(store, async (screens) => screens.takeTexts(store, await read()));
}

export function importFiles(store: PanelStore, files: FileList | null | undefined): Promise<void> {
  // The list empties itself with the field or the drop that it belongs to.
  const all = [...(files ?? [])];
  return importTexts(store, () =>
    Promise.all(all.map(async (file) => ({ name: file.name, text: await file.text() }))),
  );
}

/** Saves all listed flows as one record file. */
export async function exportListed(store: PanelStore): Promise<void> {
  if (!maySaveFlows()) {
    store.toast.value = message('policy_no_exports');
    return;
  }
  return attempt(store, (screens) =>
    screens.exportFlows(store, listedFlows(store.flows.value ?? [])),
  );
}

async function attempt(
  store: PanelStore,
  work: (screens: typeof import('../screens.ts')) => Promise<void>,
): Promise<void> {
  try {
    await work(await import('../screens.ts'));
  } catch {
    store.toast.value = message('screen_unread');
  }
}
