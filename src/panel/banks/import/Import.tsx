import { useMemo, useState } from 'preact/hooks';
import { message } from '../../browser.ts';
import { preselectedDraft } from '../../new-flow/preselected-bank.ts';
import { useStore } from '../../store-context.ts';
import { plural } from '../../ui/plural.ts';
import type { Catalogue } from '../load-banks.ts';
import { saveProfiles } from '../profile-actions.ts';
import { discover } from './discover.ts';
import { IMPORT_TABS, type ImportTab, ImportView } from './ImportView.tsx';
import { filesToAdd, type ImportChoices, importRows } from './import-rows.ts';
import {
  sourceFromAuthorizationUrl,
  sourceFromCurl,
  sourceFromMetadata,
  sourcesFromPostman,
} from './propose-source.ts';
import { type ImportSource, type ImportText, readTexts } from './read-source.ts';
import type { WantedImport } from './wanted-import.ts';

interface ImportProps {
  catalogue: Catalogue;
  /** what it is to begin with */
  wanted?: WantedImport | undefined;
  /** something was added, of which the first profile that is a bank is named; or nothing was */
  onDone(profileId?: string, newFlow?: boolean): void;
}

/** What stands in the fields, and which files were chosen, when something is wanted from the start. */
function startWith({ tab, texts }: WantedImport) {
  const [first] = texts;
  return tab === 'files'
    ? { files: texts, typed: NOTHING_TYPED }
    : { files: [], typed: { ...NOTHING_TYPED, [tab]: first?.text ?? '' } };
}

const NOTHING_WANTED: WantedImport = { tab: 'files', texts: [] };
const NOTHING_TYPED = Object.fromEntries(IMPORT_TABS.map((tab) => [tab, ''])) as Record<
  ImportTab,
  string
>;

/** Reads profiles from files, addresses and commands, and adds what the person wants of them. */
export function Import({ catalogue, wanted, onDone }: ImportProps) {
  const store = useStore();
  const start = startWith(wanted ?? NOTHING_WANTED);
  const [tab, setTab] = useState<ImportTab>(wanted?.tab ?? 'files');
  const [typed, setTyped] = useState(start.typed);
  const [files, setFiles] = useState<readonly ImportText[]>(start.files);
  const [discovered, setDiscovered] = useState<ImportSource>();
  const [busy, setBusy] = useState(false);
  const [trusted, setTrusted] = useState<ReadonlySet<string>>(new Set());
  const [choices, setChoices] = useState<ImportChoices>({
    replace: new Set(),
    secrets: 'left_out',
  });
  const [problem, setProblem] = useState<string>();
  const text = typed[tab];
  const sources = useMemo(
    () => readSources(tab, text, files, discovered, catalogue),
    [tab, text, files, discovered, catalogue],
  );
  const rows = useMemo(() => importRows(sources, catalogue), [sources, catalogue]);
  const type = (words: string) => setTyped({ ...typed, [tab]: words });

  async function read() {
    const found = discover(store.client, typed.discovery);
    setBusy(true);
    setDiscovered(undefined);
    const result = await found;
    setBusy(false);
    const refused = (sentences: string[]): ImportSource => ({
      name: typed.discovery,
      notes: [],
      outcome: { kind: 'refused', sentences },
    });
    setDiscovered(result.ok ? sourceFromMetadata(result.value, catalogue) : refused(result.error));
  }

  async function add(then: 'show' | 'new_flow') {
    const adding = filesToAdd(rows, choices);
    setProblem(undefined);
    if (!(await saveProfiles(store, adding))) return setProblem(message('edit_not_saved'));
    const count = Object.keys(adding).length;
    store.toast.value = plural(count, { one: 'import_added_one', other: 'import_added_other' });
    const first = rows.find(({ id, profile }) => profile && Object.hasOwn(adding, id));
    if (then === 'new_flow') preselectedDraft.value = draftOf(sources, first?.id);
    onDone(first?.id, then === 'new_flow');
  }

  return (
    <ImportView
      tab={tab}
      typed={typed}
      busy={busy}
      sources={sources}
      trusted={trusted}
      rows={rows}
      choices={choices}
      problem={problem}
      onTab={setTab}
      onTyped={type}
      onFiles={(texts) => setFiles(withTexts(files, texts))}
      onDiscover={() => void read()}
      onRemove={(source) => {
        if (files.some(({ name }) => name === source.name)) {
          setFiles(files.filter(({ name }) => name !== source.name));
        } else {
          setDiscovered(undefined);
          type('');
        }
      }}
      onTrust={({ name }, trust) => {
        const others = [...trusted].filter((other) => other !== name);
        setTrusted(new Set(trust ? [...others, name] : others));
      }}
      onChoices={setChoices}
      onAdd={(then) => void add(then)}
      onCancel={() => onDone()}
    />
  );
}

/** What the source of a profile says for the form. */
function draftOf(sources: readonly ImportSource[], id: string | undefined) {
  const source = sources.find(
    ({ outcome }) => outcome.kind === 'read' && outcome.profiles.some((one) => one.id === id),
  );
  return source?.draft;
}

function readSources(
  tab: ImportTab,
  text: string,
  files: readonly ImportText[],
  discovered: ImportSource | undefined,
  catalogue: Catalogue,
): ImportSource[] {
  const typed = text.trim() !== '';
  switch (tab) {
    case 'files':
      return readTexts(
        [...files, ...(typed ? [{ name: message('import_pasted'), text }] : [])],
        catalogue,
      );
    case 'discovery':
      return discovered ? [discovered] : [];
    case 'authorize':
      return typed ? [sourceFromAuthorizationUrl(text, catalogue)] : [];
    case 'curl':
      return typed ? [sourceFromCurl(text, catalogue)] : [];
    case 'postman':
      return typed ? sourcesFromPostman(text, catalogue) : [];
  }
}

/** A file that was chosen again takes the place of what it was before. */
function withTexts(
  files: readonly ImportText[],
  texts: readonly ImportText[],
): readonly ImportText[] {
  const again = new Set(texts.map(({ name }) => name));
  return [...files.filter(({ name }) => !again.has(name)), ...texts];
}
