import { useEffect, useState } from 'preact/hooks';
import { writeUnreadFile } from '../../core/record/unread-file.ts';
import { toolVersion } from '../browser.ts';
import { useStore } from '../store-context.ts';
import { downloadJson } from '../ui/download.ts';
import { UnreadView } from './UnreadView.tsx';

/** What is stored and cannot be read, looked for anew, and to the end, whenever this is shown. */
export function Unread() {
  const store = useStore();
  const [failed, setFailed] = useState(false);
  useEffect(() => void store.readUnread(true).catch(() => undefined), [store]);
  const entries = store.unread.value;
  if (entries.length === 0) return null;
  return (
    <UnreadView
      entries={entries}
      failed={failed}
      onExport={() => {
        const at = new Date(store.nowMs.peek()).toISOString();
        const file = writeUnreadFile(entries, { version: toolVersion(), at });
        downloadJson(`unread-${at.slice(0, 10)}.json`, file);
      }}
      onDelete={async () => {
        setFailed(false);
        await store.dropUnread().catch(() => setFailed(true));
      }}
    />
  );
}
