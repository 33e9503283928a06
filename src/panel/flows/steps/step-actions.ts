/** What a person can do with a flow's steps. They never reject; what went wrong stands in `flowProblems`. */
import type { Destination } from '../../../contract/requests.ts';
import { type FlowState, foldFlow } from '../../../core/flow/flow-state.ts';
import { stepsBefore } from '../../../core/flow/flow-steps.ts';
import { flowSteps } from '../../../core/flow/step-status.ts';
import type { OnErrors } from '../../../core/lint/finding.ts';
import { askToReadAnswer } from '../../ask-to-read-answer.ts';
import { inspectedTabId } from '../../browser.ts';
import type { PanelStore } from '../../store.ts';
import { requestAddress } from '../request-address.ts';
import { afterAsking, attempt } from '../send-once.ts';

/** Performs one step, asking for its host first, or for those of all these steps. */
export function runStep(
  store: PanelStore,
  flow: FlowState,
  name: string,
  steps: readonly string[] = [name],
): Promise<void> {
  const { flowId } = flow;
  const addresses = steps.map((step) => requestAddress(flow, step));
  return afterAsking(store, flow, addresses, () => store.client.ask('runStep', { flowId, name }));
}

/**
 * Performs the steps that are not done, one after the other, until one does not work. Their hosts are asked for at once:
 * a browser asks within the click only.
 */
export async function runSteps(store: PanelStore, flow: FlowState): Promise<void> {
  const { flowId } = flow;
  const all = stepsBefore(flow.started.plan).map(({ name }) => name);
  for (let now: FlowState | undefined = flow; now; ) {
    const name = nextStep(now);
    if (name === undefined) return;
    await runStep(store, now, name, now === flow ? all : undefined);
    const { events } = await store.client.ask('readFlow', { flowId }).catch(() => ({ events: [] }));
    now = foldFlow(events);
    // A step that did not work stays the next one: it is not tried again by itself.
    if (now && nextStep(now) === name) return;
  }
}

/** Ids that the person typed in place of those that a step brought. */
export async function saveCaptured(
  store: PanelStore,
  { flowId }: FlowState,
  values: Record<string, string>,
): Promise<void> {
  await attempt(store, flowId, () => store.client.ask('saveCaptured', { flowId, values }));
}

/** The answer to a request that was sent elsewhere. */
export async function pasteAnswer(
  store: PanelStore,
  { flowId }: FlowState,
  { name, status, body }: { name: string; status: number; body: string },
): Promise<void> {
  const contentType = /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain';
  await attempt(store, flowId, () =>
    store.client.ask('pasteAnswer', { flowId, name, status, contentType, body: body.trim() }),
  );
}

/** Opens the bank's page once the steps before have made its address. */
export async function openFlow(
  store: PanelStore,
  flow: FlowState,
  how: 'inspected_tab' | 'new_tab' | 'copied',
  onErrors: OnErrors = 'ask',
): Promise<void> {
  const { flowId } = flow;
  await askToReadAnswer(flow.started.plan);
  const destination = destinationFor(how, inspectedTabId());
  await attempt(
    store,
    flowId,
    async () => {
      // The linter is large, and most flows have no steps.
      const { lintStep } = await import('../../screens.ts');
      // What was pushed was judged then.
      const findings = flow.pushed ? [] : await lintStep(flow);
      return store.client.ask('openFlow', { flowId, destination, findings, onErrors });
    },
    () => void openFlow(store, flow, how, 'send_anyway'),
  );
}

function destinationFor(
  how: 'inspected_tab' | 'new_tab' | 'copied',
  tabId: number | undefined,
): Destination {
  if (how !== 'inspected_tab') return { kind: how };
  return tabId === undefined ? { kind: 'new_tab' } : { kind: how, tabId };
}

/** The first step before the redirect that is not done, if this tool can perform it. */
function nextStep(flow: FlowState): string | undefined {
  const before = new Set(stepsBefore(flow.started.plan).map(({ name }) => name));
  const next = flowSteps(flow).find(({ status }) => status !== 'done');
  return next && before.has(next.name) && next.template.transport === 'worker'
    ? next.name
    : undefined;
}
