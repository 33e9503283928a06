import { curlCommand } from '../../../core/export/curl-command.ts';
import { exportFlow } from '../../../core/export/export-flow.ts';
import { type FlowState, foldFlow } from '../../../core/flow/flow-state.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import { SECRET_MARK } from '../../../core/flow/secret.ts';
import { isSeenOnly } from '../../../core/flow/seen-only.ts';
import { type RecordedFlow, writeFlowFile } from '../../../core/record/flow-file.ts';
import { copyText, message, showInNetworkPanel, toolVersion } from '../../browser.ts';
import { flowTools } from '../../flow-tools/flow-tools.ts';
import { readRecords } from '../../records/export-flows.ts';
import { exportListed, shownFile } from '../../records/transfer.ts';
import type { PanelStore } from '../../store.ts';
import { openContextMenu } from '../../ui/ContextMenu.tsx';
import type { Place } from '../../ui/Grid.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { plural } from '../../ui/plural.ts';
import { columnItems } from '../columns.ts';
import { forgetFlow } from '../forget-flow.ts';
import { listedFlows } from '../listed-flows.ts';
import { runAgain } from '../run-again.ts';
import { showFlow } from '../show-flow.ts';

/** Opens what can be done with one flow of the list, and with all that are listed. */
export async function openFlowMenu(
  store: PanelStore,
  { flowId, bank }: FlowSummary,
  place: Place,
): Promise<void> {
  try {
    // Read before the menu opens: hosts can only be asked for, and texts be copied, within the click.
    const { events } = await store.client.ask('readFlow', { flowId });
    const flow = foldFlow(events);
    if (!flow) return;
    const items = flowItems(store, flow, { flowId, events });
    openContextMenu(message('flows_row_menu', bank), place, items);
  } catch {
    store.toast.value = message('toolbar_worker_silent');
  }
}

/** Opens which columns are shown. */
export function openColumnMenu(store: PanelStore, place: Place): void {
  openContextMenu(message('columns'), place, columnItems(store.nowMs));
}

function flowItems(store: PanelStore, flow: FlowState, record: RecordedFlow): MenuItem[] {
  const { flowId, started, opened, calls } = flow;
  const readOnly = shownFile.value !== undefined;
  const sends = !readOnly && !isSeenOnly(started);
  const listed = listedFlows(store.flows.value ?? []);
  const last = calls.at(-1)?.request;
  const format = (name: 'fetch' | 'markdown') => () =>
    exportFlow(record, name, { say: message, version: toolVersion() })[0]?.text ?? '';
  const copy = (label: string, text: () => string, apart = false): MenuItem => ({
    label,
    icon: 'copy',
    apart,
    run: () => copyAndSay(store, text()),
  });
  const address = last?.url ?? opened?.url ?? '';
  const showInNetwork = URL.canParse(address)
    ? showInNetworkPanel(new URL(address).host)
    : undefined;
  return [
    { label: message('action_open'), icon: 'link', run: () => void showFlow(store, flowId) },
    ...(sends ? [item('action_run_again', 'again', () => void runAndShow(store, flow))] : []),
    ...Object.entries(flowTools)
      .filter(([, { sends: sending }]) => !(sending && (started.watched || readOnly)))
      .map(([name, { label, icon }]) =>
        item(label, icon, () => {
          // A tool is for the selected flow, which has to be read first.
          void showFlow(store, flowId).then(() => {
            store.tool.value = name;
          });
        }),
      ),
    ...(opened ? [copy(message('copy_authorization_url'), () => redacted(opened.url), true)] : []),
    ...(last ? [copy(message('copy_last_call_curl'), () => curlCommand(last), !opened)] : []),
    copy(message('copy_flow_fetch'), format('fetch'), !opened && !last),
    copy(message('copy_flow_markdown'), format('markdown')),
    copy(message('copy_flow_json'), () => writeFlowFile([record])),
    ...(showInNetwork ? [item('show_in_network', 'search', showInNetwork)] : []),
    {
      label: plural(listed.length, { one: 'copy_listed_one', other: 'copy_listed_other' }),
      icon: 'copy',
      apart: true,
      run: () => void copyListed(store, listed),
    },
    {
      label: plural(listed.length, { one: 'save_listed_one', other: 'save_listed_other' }),
      icon: 'export',
      run: () => void exportListed(store),
    },
    ...(readOnly
      ? []
      : [
          {
            ...item('action_forget_flow', 'trash', () => void forgetFlow(store, flowId)),
            apart: true,
          },
        ]),
  ];
}

function item(
  label: Parameters<typeof message>[0],
  icon: MenuItem['icon'],
  run: () => void,
): MenuItem {
  return { label: message(label), icon, run };
}

/** The new flow is shown when it began; what keeps it from beginning is said at the old one. */
function runAndShow(store: PanelStore, flow: FlowState): Promise<void> {
  const running = runAgain(store, flow);
  if (store.selectedFlowId.peek() !== flow.flowId)
    void store.selectFlow(flow.flowId).catch(() => undefined);
  return running;
}

/** A recorded URL with the kind of each secret in its place, as it may stand in one. */
function redacted(url: string): string {
  return url.replace(SECRET_MARK, (_mark, kind: string) => `__${kind}__`);
}

async function copyListed(store: PanelStore, flows: readonly FlowSummary[]): Promise<void> {
  const records = await readRecords(store, flows);
  if (records) copyAndSay(store, writeFlowFile(records));
}

function copyAndSay(store: PanelStore, text: string): void {
  store.toast.value = message(copyText(text) ? 'toast_copied' : 'copy_failed');
}
