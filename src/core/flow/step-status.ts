import type { RequestTemplate } from '../banks/request-template.ts';
import type { CallState, FlowState } from './flow-state.ts';
import { plannedSteps } from './flow-steps.ts';

/** One request of a flow's grant, and how far it got. */
export interface FlowStep {
  /** the request's name in the profile */
  name: string;
  template: RequestTemplate;
  /** `next` is the first one that is not done */
  status: 'waiting' | 'next' | 'under_way' | 'done' | 'failed';
  /** the latest call of this step */
  call?: CallState;
}

/** A flow's steps with their status. A step is done only if it was performed after those before it. */
export function flowSteps(flow: FlowState): FlowStep[] {
  let open = true;
  let latest = -1;
  return plannedSteps(flow.started.plan).map(({ name, template }) => {
    const at = flow.calls.findLastIndex(
      (one) => one.name === name && one.purpose !== 'refresh' && !one.fault,
    );
    const call = flow.calls[at];
    const stale = call !== undefined && at < latest;
    latest = Math.max(latest, at);
    const status = template.role === 'authorize' ? redirectStatus(flow) : callStatus(call);
    const step = { name, template, ...(call ? { call } : {}) };
    if (status === 'done' && !stale) return { ...step, status };
    const isNext = open;
    open = false;
    const waits = status === 'waiting' || stale;
    return { ...step, status: waits ? (isNext ? 'next' : 'waiting') : status };
  });
}

function redirectStatus({ redirect, opened }: FlowState): FlowStep['status'] {
  if (!redirect) return opened ? 'under_way' : 'waiting';
  return redirect.verdict === 'code' ? 'done' : 'failed';
}

function callStatus(call: CallState | undefined): FlowStep['status'] {
  if (!call) return 'waiting';
  if (call.outcome === 'tokens' || call.outcome === 'api_ok') return 'done';
  return call.outcome === undefined && call.failed === undefined ? 'under_way' : 'failed';
}
