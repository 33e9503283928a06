/**
 * What a person can do with a flow. What sends asks for the host first, in the click itself: so call
 * these straight from a handler. They never reject; what went wrong stands in `flowProblems`.
 */
import { type CallState, currentToken, type FlowState } from '../../core/flow/flow-state.ts';
import type { OnErrors } from '../../core/lint/finding.ts';
import type { CallEdit } from '../../core/oauth/call-edit.ts';
import { statusRequest, type TokenStatusPurpose } from '../../core/oauth/status-request.ts';
import type { PanelStore } from '../store.ts';
import { pushEndpoint, requestAddress, tokenEndpoint } from './request-address.ts';
import { afterAsking, attempt, workerStopped } from './send-once.ts';

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
