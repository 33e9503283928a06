import type { JsonFault } from '../../core/json-tree.ts';
import type { MessageKey } from '../../core/messages.ts';
import {
  type FlowFileFault,
  type RecordedFlow,
  readFlowFile,
} from '../../core/record/flow-file.ts';
import { type ImportKind, recogniseImport } from '../../core/record/recognise-import.ts';
import { type WantedImport, wantedImport } from '../banks/import/wanted-import.ts';
import { message } from '../browser.ts';
import { listParts } from '../flows/list-parts.ts';
import type { PanelStore } from '../store.ts';
import { plural } from '../ui/plural.ts';
import { importHar } from './import-har.ts';
import { importRecords, type TakenCounts } from './import-records.ts';
import { type NamedText, shownFile, type TransferNote, transfer } from './transfer.ts';

/** Taken over without a word that a person would have to read twice. */
const PLAIN: readonly (keyof TakenCounts)[] = ['added', 'same', 'extended'];
/** The tab of the banks screen's import that reads each kind. */
const TABS = {
  profile: 'files',
  postman: 'postman',
  curl: 'curl',
  authorization_url: 'authorize',
} as const satisfies Partial<Record<ImportKind['kind'], WantedImport['tab']>>;

/**
 * Takes over what texts hold, each as far as it goes: flows into the list, a file of a later version into a view of
 * its own, and what makes a bank profile to the screen that asks about it. Says what became of each.
 */
export async function takeTexts(store: PanelStore, texts: readonly NamedText[]): Promise<void> {
  const notes: TransferNote[] = [];
  let plain = true;
  let wanted: WantedImport | undefined;
  const note = (name: string, tone: TransferNote['tone'], ...sentences: string[]) => {
    if (sentences.length > 0) notes.push({ name, tone, sentences });
    plain &&= tone === 'good';
  };
  for (const { name, text } of texts) {
    const kind = recogniseImport(text);
    switch (kind.kind) {
      case 'unknown':
        note(name, 'bad', message('import_unknown_kind'));
        break;
      case 'broken_json':
        note(name, 'bad', brokenJson(kind));
        break;
      case 'flow_file': {
        const read = readFlowFile(text);
        if (!read.ok) note(name, 'bad', fileFault(read.error));
        else if (read.value.newer) shownFile.value = { ...read.value, name };
        else note(name, ...(await takeRecords(store, read.value.flows)));
        break;
      }
      case 'har':
        note(name, ...(await takeHar(store, kind.entries)));
        break;
      default: {
        const tab = TABS[kind.kind];
        if (!wanted) wanted = { tab, texts: [{ name, text }] };
        else if (tab === 'files' && wanted.tab === tab) {
          wanted = { tab, texts: [...wanted.texts, { name, text }] };
        } else note(name, 'bad', message('import_by_itself'));
      }
    }
  }
  const sentences = notes.flatMap((one) => one.sentences);
  if (plain && texts.length === 1) {
    transfer.value = undefined;
    if (sentences.length > 0) store.toast.value = sentences.join(' ');
  } else transfer.value = notes.length > 0 ? { kind: 'report', notes } : undefined;
  if (shownFile.value) store.screen.value = 'flows';
  if (wanted) {
    wantedImport.value = wanted;
    store.screen.value = 'banks';
  }
}

type Taken = [tone: TransferNote['tone'], ...sentences: string[]];

async function takeRecords(store: PanelStore, flows: readonly RecordedFlow[]): Promise<Taken> {
  const total = flows.length;
  let done = 0;
  let stopped = false;
  const cancel = () => {
    stopped = true;
  };
  const progress = (now: number) => {
    done = now;
    transfer.value = { kind: 'import', done, total, cancel };
    return stopped ? 'stop' : undefined;
  };
  progress(0);
  try {
    const counts = await importRecords(store.client, flows, progress);
    if (total === 1 && counts.added) await store.selectFlow(flows[0]?.flowId);
    store.screen.value = 'flows';
    const isPlain = Object.entries(counts).every(
      ([one, count]) => count === 0 || PLAIN.includes(one as keyof TakenCounts),
    );
    const sentences = [
      ...countSentences(counts),
      ...(stopped ? [message('import_stopped', done, total)] : []),
      ...(total === 0 ? [message('import_no_flows')] : []),
    ];
    return [isPlain && !stopped ? 'good' : 'bad', ...sentences];
  } catch {
    return ['bad', message('import_worker_stopped', done, total)];
  }
}

async function takeHar(store: PanelStore, entries: readonly unknown[]): Promise<Taken> {
  transfer.value = { kind: 'import', done: 0, total: 0, cancel: () => undefined };
  try {
    const before = new Set<string>();
    for await (const { flows } of listParts(store.client)) {
      for (const { flowId } of flows) before.add(flowId);
    }
    const { taken, own } = await importHar(store.client, entries);
    const added = taken.filter((flowId) => !before.has(flowId));
    if (taken.length + own === 0) return ['bad', message('import_har_no_flow')];
    if (added.length === 1) await store.selectFlow(added[0]);
    store.screen.value = 'flows';
    return [
      'good',
      ...countSentences({ added: added.length, same: taken.length - added.length + own }),
    ];
  } catch {
    return ['bad', message('import_har_stopped')];
  }
}

const COUNTED = {
  added: { one: 'imported_added_one', other: 'imported_added_other' },
  extended: { one: 'imported_extended_one', other: 'imported_extended_other' },
  same: { one: 'imported_same_one', other: 'imported_same_other' },
  shorter: { one: 'imported_shorter_one', other: 'imported_shorter_other' },
  conflict: { one: 'imported_conflict_one', other: 'imported_conflict_other' },
  forgotten: { one: 'imported_forgotten_one', other: 'imported_forgotten_other' },
} as const satisfies Record<keyof TakenCounts, { one: MessageKey; other: MessageKey }>;

function countSentences(counts: TakenCounts): string[] {
  return Object.entries(COUNTED).flatMap(([taken, keys]) => {
    const count = counts[taken as keyof TakenCounts] ?? 0;
    return count > 0 ? [plural(count, keys)] : [];
  });
}

function fileFault(fault: FlowFileFault): string {
  return fault.kind === 'unsound'
    ? message('import_unsound', fault.place)
    : message('import_unknown_kind');
}

function brokenJson({
  fault,
  place,
}: {
  fault: JsonFault['kind'];
  place: { line: number; column: number };
}) {
  return fault === 'json_cut_off'
    ? message('import_cut_off')
    : message('import_broken_json', place.line, place.column);
}
