/**
 * What a person can do with a flow. What sends asks for the host first, in the click itself: so call
 * these straight from a handler. They never reject; what went wrong stands in `flowProblems`.
 */
import type { FlowReply } from '../../contract/replies.ts';
import type { Destination, Params } from '../../contract/requests.ts';
import { type CallState, currentToken, type FlowState } from '../../core/flow/flow-state.ts';
import { isStepwise, stepsBefore } from '../../core/flow/flow-steps.ts';
import type { OnErrors } from '../../core/lint/finding.ts';
import { isSecureAddress } from '../../core/lint/secure-address.ts';
import type { CallEdit } from '../../core/oauth/call-edit.ts';
import { requestCarriage } from '../../core/oauth/request-carriage.ts';
import { statusRequest, type TokenStatusPurpose } from '../../core/oauth/status-request.ts';
import { askForHosts } from '../ask-for-host.ts';
import { answerHosts, askToReadAnswer } from '../ask-to-read-answer.ts';
import { inspectedTabId } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import { setFlowProblem } from './flow-problem.ts';
import { pushEndpoint, requestAddress, tokenEndpoint } from './request-address.ts';

/** A request to the worker that is on its way for a flow. */
interface Press {
  /** how much of the flow was on record, as the person saw it */
  seen: number;
  ended: Promise<unknown>;
}

/** By flow id. */
const underWay = new Map<string, Press>();

/** Selects a flow and reads it; without one, closes the detail. */
export async function showFlow(store: PanelStore, flowId: string | undefined): Promise<void> {
  if (flowId !== undefined) setFlowProblem(flowId, undefined);
  await store.selectFlow(flowId).catch(() => {
    if (flowId !== undefined) setFlowProblem(flowId, { kind: 'worker_stopped' });
  });
}

/** Sends the captured code for tokens. */
export function exchangeCode(
  store: PanelStore,
  flow: FlowState,
  onErrors: OnErrors = 'ask',
): Promise<void> {
  const { flowId } = flow;
  return afterAsking(
    store,
    flow,
    tokenEndpoint(flow),
    () => store.client.ask('exchangeCode', { flowId, onErrors }),
    () => void exchangeCode(store, flow, 'send_anyway'),
  );
}

/** Hands the authorization request to the bank, for a `request_uri` that can be opened. */
export function pushRequest(
  store: PanelStore,
  flow: FlowState,
  onErrors: OnErrors = 'ask',
): Promise<void> {
  const { flowId } = flow;
  return afterAsking(
    store,
    flow,
    pushEndpoint(flow),
    () => store.client.ask('pushRequest', { flowId, onErrors }),
    () => void pushRequest(store, flow, 'send_anyway'),
  );
}

/** Renews the tokens with the refresh token in use: were it replaced meanwhile, the worker refuses. */
export function refresh(store: PanelStore, flow: FlowState): Promise<void> {
  const { flowId } = flow;
  const tokenId = currentToken(flow, 'refresh_token')?.secret.id;
  return afterAsking(store, flow, renewalEndpoint(flow), () =>
    store.client.ask('refresh', { flowId, ...(tokenId !== undefined && { tokenId }) }),
  );
}

/** Makes an API call again with the token in use; with `renew`, with a new one. */
export function callAgain(
  store: PanelStore,
  flow: FlowState,
  { callId, name }: CallState,
  renew?: true,
): Promise<void> {
  const { flowId } = flow;
  const address = renew ? renewalEndpoint(flow) : requestAddress(flow, name);
  return afterAsking(store, flow, address, () =>
    store.client.ask('callAgain', { flowId, callId, ...(renew && { renew }) }),
  );
}

function renewalEndpoint(flow: FlowState): string | undefined {
  const { profile, draft } = flow.started.plan;
  if (draft.grant === 'client_credentials') return tokenEndpoint(flow);
  return requestAddress(flow, profile.refresh ?? '');
}

/** Tries an access token on one of the profile's API requests. */
export function callApi(
  store: PanelStore,
  flow: FlowState,
  name: string,
  tokenId: string,
  edit?: CallEdit,
  onErrors: OnErrors = 'ask',
): Promise<void> {
  const { flowId } = flow;
  const call = { flowId, name, tokenId, onErrors, ...(edit && { edit }) };
  return afterAsking(
    store,
    flow,
    requestAddress(flow, name),
    () => store.client.ask('callApi', call),
    () => void callApi(store, flow, name, tokenId, edit, 'send_anyway'),
  );
}

/** Asks the bank about a token, or to end it. */
export function askTokenStatus(
  store: PanelStore,
  flow: FlowState,
  purpose: TokenStatusPurpose,
  tokenId: string,
): Promise<void> {
  const { flowId, started } = flow;
  const name = statusRequest(started.plan, purpose) ?? '';
  return afterAsking(store, flow, requestAddress(flow, name), () =>
    store.client.ask('askTokenStatus', { flowId, tokenId, purpose }),
  );
}

/** What is to be other than in the flow that is run again. */
export type RunChange = Omit<Params<'runAgain'>, 'flowId' | 'destination'>;

/**
 * Starts the same flow anew and shows the new one; the old one waits no longer. A flow that got tokens goes on
 * to get them by itself. Where its client secret or key is gone, the tool that asks for one opens.
 */
export async function runAgain(
  store: PanelStore,
  flow: FlowState,
  change: RunChange = {},
): Promise<void> {
  const { profile, draft } = flow.started.plan;
  const { environment = draft.environment } = change;
  const variables = { ...draft.variables, ...change.variables };
  const plan = { profile, draft: { ...draft, environment, variables } };
  const planned = { ...flow, started: { ...flow.started, plan } };
  const stepwise = isStepwise(plan);
  const sends = plan.draft.grant === 'client_credentials' && !stepwise;
  const continues =
    flow.started.continues ?? flow.calls.some((call) => call.purpose === 'exchange');
  const steps = continues ? stepsBefore(plan).map(({ name }) => requestAddress(planned, name)) : [];
  const calls = sends || continues ? [tokenEndpoint(planned), ...answerHosts(plan), ...steps] : [];
  const pushes = plan.draft.grant === 'authorization_code' && requestCarriage(plan).pushed;
  const first = pushes ? [pushEndpoint(planned), ...answerHosts(plan)] : [];
  const addresses = [...new Set([...first, ...calls])];
  if (!sends && !stepwise && !continues && !pushes) await askToReadAnswer(plan);
  const send = async () => {
    const { flowId } = flow;
    const reply = await store.client.ask('runAgain', {
      ...change,
      flowId,
      destination: destination(),
    });
    if (reply.ok) {
      store.tool.value = undefined;
      await leaveBehind(store, flow);
      await store.selectFlow(reply.value.flowId);
    } else if (
      reply.error.kind === 'secret_gone' &&
      /^client_(secret|key)$/.test(reply.error.what)
    ) {
      store.tool.value = 'replay';
    }
    return reply;
  };
  const insist = () => void runAgain(store, flow, { ...change, anyway: true });
  await afterAsking(store, flow, addresses, send, insist);
}

async function showInstead(store: PanelStore, flowId: string, other: string): Promise<void> {
  setFlowProblem(flowId, undefined);
  await showFlow(store, other);
}

/** Ends a wait that another flow takes over; where that fails, the old flow merely waits on. */
async function leaveBehind(store: PanelStore, { flowId, phase }: FlowState): Promise<void> {
  // A redirect may have come while the new flow started: its code is not thrown away.
  const row = store.flows.value?.find((other) => other.flowId === flowId);
  if ((row?.phase ?? phase) !== 'awaiting_redirect') return;
  await store.client.ask('abandonFlow', { flowId }).catch(() => undefined);
}

/** Throws the captured code away unspent. */
export async function discardCode(store: PanelStore, { flowId }: FlowState): Promise<void> {
  await attempt(store, flowId, () => store.client.ask('discardCode', { flowId }));
}

/** Gives a held answer to the app, unchanged. */
export async function releaseAnswer(store: PanelStore, { flowId }: FlowState): Promise<void> {
  await attempt(store, flowId, () => store.client.ask('releaseAnswer', { flowId }));
}

/** Ends the wait for a redirect. */
export async function abandon(store: PanelStore, { flowId }: FlowState): Promise<void> {
  await attempt(store, flowId, () => store.client.ask('abandonFlow', { flowId }));
}

/** Hands over a redirect URL that the person copied. True when the worker took it. */
export function pasteRedirect(store: PanelStore, flow: FlowState, url: string): Promise<boolean> {
  const { flowId } = flow;
  return attempt(store, flowId, () => store.client.ask('pasteRedirect', { flowId, url }));
}

/** The value behind a reference; `null` when it is gone, or the worker is. */
export async function reveal(
  store: PanelStore,
  { flowId: owner }: Pick<FlowState, 'flowId'>,
  secretId: string,
): Promise<string | null> {
  const reply = await store.client.ask('revealSecret', { secretId, owner }).catch(() => undefined);
  return reply?.value ?? null;
}

/** Breaks off the call that is under way. */
export async function cancel(store: PanelStore, { flowId }: FlowState): Promise<void> {
  await store.client.ask('cancelCall', { flowId }).catch(() => workerStopped(store, flowId));
}

/** Asks for the hosts of addresses within the click, then sends. */
export async function afterAsking(
  store: PanelStore,
  flow: FlowState,
  address: string | undefined | readonly (string | undefined)[],
  send: () => Promise<FlowReply>,
  anyway?: () => void,
): Promise<void> {
  const seen = seenOf(store, flow.flowId);
  // No await before this line: browsers only ask within the click. Plain http is the worker's to refuse.
  const addresses = [address].flat().filter((one) => one !== undefined && isSecureAddress(one));
  const hosts = [...new Set(addresses.map((one) => new URL(one ?? '').host))];
  const asked = hosts.length === 0 || askForHosts(addresses as string[]);
  const granted = await Promise.resolve(asked).catch(() => false);
  if (granted) await attempt(store, flow.flowId, send, anyway, seen);
  else setFlowProblem(flow.flowId, { kind: 'host_denied', host: hosts.join(', ') });
}

/**
 * Asks the worker once at a time; what goes wrong becomes the flow's problem. A second press on what the person
 * still sees unchanged is the same press. One that came after more was shown waits for the one before to end: its
 * answer shows by an event, a little before the worker has told that it is done.
 */
export async function attempt(
  store: PanelStore,
  flowId: string,
  send: () => Promise<FlowReply>,
  anyway?: () => void,
  seen: number = seenOf(store, flowId),
): Promise<boolean> {
  for (let before = underWay.get(flowId); before; before = underWay.get(flowId)) {
    if (before.seen === seen) return false;
    await before.ended;
  }
  const done = sendOnce(store, flowId, send, anyway).finally(() => underWay.delete(flowId));
  underWay.set(flowId, { seen, ended: done });
  return done;
}

function seenOf(store: PanelStore, flowId: string): number {
  return store.selectedFlowId.value === flowId ? store.selectedEvents.value.length : 0;
}

async function sendOnce(
  store: PanelStore,
  flowId: string,
  send: () => Promise<FlowReply>,
  anyway?: () => void,
): Promise<boolean> {
  setFlowProblem(flowId, undefined);
  try {
    const reply = await send();
    if (!reply.ok) {
      const { error: refusal } = reply;
      const alive = refusal.kind === 'token_alive';
      const asks =
        alive ||
        (refusal.kind === 'has_errors' && refusal.findings.every(({ id }) => id !== 'RS03'));
      const insist = asks && anyway ? { anyway } : {};
      const held = refusal.kind === 'answer_not_recorded';
      const again = held ? { again: () => void storeAnswer(store, flowId) } : {};
      const instead = alive ? { use: () => void showInstead(store, flowId, refusal.flowId) } : {};
      setFlowProblem(flowId, { kind: 'refused', refusal, ...insist, ...instead, ...again });
    }
    return reply.ok;
  } catch {
    await workerStopped(store, flowId);
    return false;
  }
}

/** Has an answer stored that the browser refused before; where it still does, the problem stands. */
async function storeAnswer(store: PanelStore, flowId: string): Promise<void> {
  const stored = store.client.ask('cancelCall', { flowId });
  await stored.then(() => setFlowProblem(flowId, undefined)).catch(() => undefined);
}

/** The reply is lost, what the worker wrote down is not: the flow is read anew. */
async function workerStopped(store: PanelStore, flowId: string): Promise<void> {
  setFlowProblem(flowId, { kind: 'worker_stopped' });
  if (store.selectedFlowId.value === flowId) await store.selectFlow(flowId).catch(() => undefined);
}

/** Where a bank's page opens when the person did not say. */
export function destination(): Destination {
  const tabId = inspectedTabId();
  return tabId === undefined ? { kind: 'new_tab' } : { kind: 'inspected_tab', tabId };
}
