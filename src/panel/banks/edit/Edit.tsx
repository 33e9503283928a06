import { useMemo, useState } from 'preact/hooks';
import { message } from '../../browser.ts';
import { useStore } from '../../store-context.ts';
import type { Catalogue } from '../load-banks.ts';
import { replaceProfile } from '../profile-actions.ts';
import { checkEdit } from './check-edit.ts';
import { type EditTab, EditView } from './EditView.tsx';
import { editFieldId, fieldOf, fieldPaths } from './fields.ts';
import type { MemberPath } from './member.ts';
import { changeMember, type ProfileEdit } from './profile-edit.ts';

interface EditProps {
  catalogue: Catalogue;
  opened: ProfileEdit;
  /** saved under an id, or left */
  onDone(savedId?: string): void;
}

/** Edits one profile file and has the worker keep it. */
export function Edit({ catalogue, opened, onDone }: EditProps) {
  const store = useStore();
  const [edit, setEdit] = useState(opened);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { text, keptId } = edit;
  const checked = useMemo(() => checkEdit(text, keptId, catalogue), [text, keptId, catalogue]);
  const { read, faults } = checked;
  const [tab, setTab] = useState<EditTab>(read ? 'form' : 'json');
  // What was broken before it was opened needs no waiting for the person to leave a field.
  const [showAll, setShowAll] = useState(faults.length > 0);

  function change(text: string) {
    setProblem(undefined);
    setEdit({ ...edit, text });
  }

  function leave(path: MemberPath) {
    const id = editFieldId(path);
    if (!left.has(id)) setLeft(new Set([...left, id]));
  }

  async function save() {
    const [first] = faults;
    if (first || !read) {
      setShowAll(true);
      const field = first && fieldOf(first, fieldPaths(read?.merged));
      if (field && tab === 'form') document.getElementById(editFieldId(field))?.focus();
      else setTab('json');
      return;
    }
    setSaving(true);
    setProblem(undefined);
    const id = String(read.file.id);
    const saved = await replaceProfile(store, keptId, id, read.file);
    setSaving(false);
    if (!saved) return setProblem(message('edit_not_saved'));
    store.toast.value = message('edit_saved');
    onDone(id);
  }

  return (
    <EditView
      edit={edit}
      checked={checked}
      tab={tab}
      isLeft={(path) => showAll || left.has(editFieldId(path))}
      saving={saving}
      problem={problem}
      onTab={setTab}
      onText={change}
      onMember={(path, value) => read && change(changeMember(read, path, value))}
      onLeave={leave}
      onSave={() => void save()}
      onDiscard={() => onDone()}
    />
  );
}
