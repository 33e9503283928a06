import type { Params } from '../../contract/requests.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { isStepwise, stepsBefore } from '../../core/flow/flow-steps.ts';
import { requestCarriage } from '../../core/oauth/request-carriage.ts';
import { answerHosts, askToReadAnswer } from '../ask-to-read-answer.ts';
import type { PanelStore } from '../store.ts';
import { destination } from './destination.ts';
import { pushEndpoint, requestAddress, tokenEndpoint } from './request-address.ts';
import { afterAsking } from './send-once.ts';

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

/** Ends a wait that another flow takes over; where that fails, the old flow merely waits on. */
async function leaveBehind(store: PanelStore, { flowId, phase }: FlowState): Promise<void> {
  // A redirect may have come while the new flow started: its code is not thrown away.
  const row = store.flows.value?.find((other) => other.flowId === flowId);
  if ((row?.phase ?? phase) !== 'awaiting_redirect') return;
  await store.client.ask('abandonFlow', { flowId }).catch(() => undefined);
}
