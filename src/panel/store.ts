import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { KeptBank } from '../contract/kept-bank.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import type { UnreadEntry } from '../contract/unread.ts';
import type { Client, SavedClient } from '../core/clients/client.ts';
import type { FlowEvent } from '../core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import type { FlowSummary } from '../core/flow/flow-summary.ts';
import type { UnaskedAnswer } from '../core/flow/unasked-answer.ts';
import type { BackgroundClient } from './background-client.ts';
import { ownProfiles } from './banks/own-profiles.ts';
import type { PanelClock } from './clock.ts';
import { createFlowRows } from './flows/flow-rows.ts';
import { managed } from './policy/policy.ts';

export type Screen = 'flows' | 'tokens' | 'banks' | 'settings';

/** Something taken away: a sentence that says so, and the way back. */
export interface Undoable {
  text: string;
  undo(): void;
  /** told when the way back is over */
  gone?(): void;
}

/** The panel's copy of what the worker holds, and what the panel alone knows: where it stands. */
export interface PanelStore {
  client: BackgroundClient;
  screen: Signal<Screen>;
  /** the new flow form is open */
  composing: Signal<boolean>;
  /** what is being done with the selected flow, or the list, in its place: a name in `flowTools` or `listTools` */
  tool: Signal<string | undefined>;
  /** newest first; `undefined` while loading */
  flows: ReadonlySignal<readonly FlowSummary[] | undefined>;
  selectedFlowId: ReadonlySignal<string | undefined>;
  selectedFlow: ReadonlySignal<FlowState | undefined>;
  selectedEvents: ReadonlySignal<readonly FlowEvent[]>;
  settings: ReadonlySignal<Settings>;
  /** the person's registrations at banks, oldest first */
  clients: ReadonlySignal<readonly SavedClient[]>;
  /** banks whose secrets are kept under a passphrase; `undefined` while loading */
  kept: ReadonlySignal<readonly KeptBank[] | undefined>;
  /** answers that no flow waited for, newest first */
  unasked: ReadonlySignal<readonly UnaskedAnswer[]>;
  /** what is stored and cannot be read, as far as was looked */
  unread: ReadonlySignal<readonly UnreadEntry[]>;
  /** the one clock: ticks once a second while the panel is shown */
  nowMs: ReadonlySignal<number>;
  /** one short word to the person, e.g. "Copied"; never the only place of an error */
  toast: Signal<string | undefined>;
  /** what was just taken away and can still be brought back */
  undoable: Signal<Undoable | undefined>;
  selectFlow(flowId: string | undefined): Promise<void>;
  readSettings(): Promise<void>;
  saveSettings(change: Partial<Settings>): Promise<void>;
  saveClient(client: Client, secret?: string): Promise<void>;
  deleteClient(id: string): Promise<void>;
  readUnread(all: boolean): Promise<void>;
  /** deletes for good what cannot be read */
  dropUnread(): Promise<void>;
  tick(): void;
  load(): Promise<void>;
}

/** @param drawn resolves once what there is to see is drawn: the rest of a long list waits for it, and all that is beside the flows */
export function createPanelStore(
  client: BackgroundClient,
  clock: PanelClock,
  drawn: () => Promise<unknown> = async () => {},
): PanelStore {
  const selectedFlowId = signal<string | undefined>(undefined);
  const selectedEvents = signal<readonly FlowEvent[]>([]);
  const settings = signal<Settings>(defaultSettings);
  const clients = signal<readonly SavedClient[]>([]);
  const kept = signal<readonly KeptBank[] | undefined>(undefined);
  const unasked = signal<readonly UnaskedAnswer[]>([]);
  const unread = signal<readonly UnreadEntry[]>([]);
  const nowMs = signal(clock.nowMs());
  const tool = signal<string | undefined>(undefined);
  const rows = createFlowRows(client, { selectedFlowId, selectFlow }, drawn);

  async function readSettings() {
    settings.value = await client.ask('readSettings', {});
  }

  /** What the panel is ready without. */
  function readSideMatters() {
    void readUnread(false).catch(() => undefined);
    void client.ask('readBeside', {}).then(
      (beside) => {
        kept.value = beside.kept;
        unasked.value = beside.unasked;
      },
      () => undefined,
    );
  }

  async function selectFlow(flowId: string | undefined) {
    // What was being done was meant for the flow that was selected.
    if (flowId !== selectedFlowId.value) tool.value = undefined;
    selectedFlowId.value = flowId;
    if (flowId === undefined) {
      selectedEvents.value = [];
      return;
    }
    const { events } = await client.ask('readFlow', { flowId });
    if (selectedFlowId.value !== flowId) return;
    selectedEvents.value = events.map((event) => clock.inPanelTime?.(event, false) ?? event);
    // Elsewhere a clock may have been ahead.
    const [start] = events;
    if (start?.happening.kind === 'started' && start.happening.imported) return;
    clock.hasPassed?.(selectedEvents.value.at(-1)?.atMs ?? 0);
  }

  async function readUnread(all: boolean) {
    unread.value = (await client.ask('findUnread', { all, drop: false })).unread;
  }

  client.listen((event) => {
    switch (event.event) {
      case 'flows_replaced':
        void rows.load();
        break;
      case 'settings_changed':
        settings.value = event.settings;
        break;
      case 'clients_changed':
        clients.value = event.clients;
        break;
      case 'kept_changed':
        kept.value = event.kept;
        break;
      case 'unasked_changed':
        unasked.value = event.answers;
        break;
      case 'profiles_changed':
        ownProfiles.value = event.files;
        break;
      case 'flows_changed':
        rows.hear(event.summaries);
        hearEvents(event.flowEvents);
        break;
      case 'worker_started': {
        rows.hear(event.summaries);
        const isSelected = ({ flowId }: FlowSummary) => flowId === selectedFlowId.value;
        if (!rows.isReading() && rows.flows.value?.length !== event.listed) void rows.load();
        else if (event.summaries.some(isSelected)) void selectFlow(selectedFlowId.value);
      }
    }
  });

  function hearEvents(all: readonly FlowEvent[]) {
    const known = [...selectedEvents.value];
    for (const one of all) {
      const flowEvent = clock.inPanelTime?.(one, true) ?? one;
      if (flowEvent.flowId !== selectedFlowId.value || flowEvent.sequence < known.length) continue;
      // A gap means that a message was missed while the panel was busy: read the flow anew.
      if (flowEvent.sequence > known.length) return void selectFlow(flowEvent.flowId);
      known.push(flowEvent);
    }
    if (known.length > selectedEvents.value.length) selectedEvents.value = known;
  }

  return {
    client,
    screen: signal<Screen>('flows'),
    composing: signal(false),
    tool,
    flows: rows.flows,
    selectedFlowId,
    selectedEvents,
    selectedFlow: computed(() => foldFlow(selectedEvents.value)),
    settings,
    clients,
    kept,
    unasked,
    unread,
    nowMs,
    toast: signal<string | undefined>(undefined),
    undoable: signal<Undoable | undefined>(undefined),
    selectFlow,
    readSettings,
    async saveSettings(change) {
      settings.value = await client.ask('saveSettings', change);
    },
    async saveClient(record, secret) {
      const params = secret === undefined ? { client: record } : { client: record, secret };
      clients.value = (await client.ask('saveClient', params)).clients;
    },
    async deleteClient(id) {
      clients.value = (await client.ask('deleteClient', { id })).clients;
    },
    readUnread,
    async dropUnread() {
      await client.ask('findUnread', { all: true, drop: true });
      await readUnread(true);
      await rows.load();
    },
    tick() {
      nowMs.value = clock.nowMs();
    },
    async load() {
      const reading = client.ask('readFirst', {}).then((first) => {
        settings.value = first.settings;
        managed.value = first.managed;
        ownProfiles.value = first.files;
        clients.value = first.clients;
        return first.list ?? client.ask('listFlows', {});
      });
      await rows.load(reading);
      void drawn().then(readSideMatters);
    },
  };
}
