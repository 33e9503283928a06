/** What a person does with own profiles. Nothing here rejects; `false` means that the worker did not do it. */
import type { OwnProfiles } from '../../contract/profiles.ts';
import { message } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { ownProfiles } from './own-profiles.ts';

/** Adds files, and replaces those whose id is taken. */
export async function saveProfiles({ client }: PanelStore, files: OwnProfiles): Promise<boolean> {
  return keep(() => client.ask('saveProfiles', { files }));
}

/** Saves a file that was kept under another id, or not at all. */
export async function replaceProfile(
  store: PanelStore,
  keptId: string | undefined,
  id: string,
  file: OwnProfiles[string],
): Promise<boolean> {
  if (!(await saveProfiles(store, { [id]: file }))) return false;
  // The new file is safe; one that stays behind under its old id can be deleted by hand.
  if (keptId !== undefined && keptId !== id) {
    await keep(() => store.client.ask('deleteProfile', { id: keptId }));
  }
  return true;
}

/** Deletes a file, and offers to bring it back. */
export async function deleteProfile(store: PanelStore, id: string): Promise<boolean> {
  const file = ownProfiles.value[id];
  if (!(await keep(() => store.client.ask('deleteProfile', { id })))) return false;
  if (file) {
    store.undoable.value = {
      text: message('toast_profile_deleted', id),
      undo: () => void saveProfiles(store, { [id]: file }),
    };
  }
  return true;
}

async function keep(ask: () => Promise<{ files: OwnProfiles }>): Promise<boolean> {
  try {
    ownProfiles.value = (await ask()).files;
    return true;
  } catch {
    return false;
  }
}
