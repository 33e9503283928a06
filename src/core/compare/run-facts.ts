import type { FlowEvent, TokenRecord } from '../flow/flow-event.ts';
import { type CallState, type FlowState, foldFlow } from '../flow/flow-state.ts';
import { responseParameters } from '../oauth/authorization-response.ts';
import type { JwtContent } from '../oauth/jwt-content.ts';
import type { Fact, StepFacts } from './fact.ts';
import type { StepName } from './flow-comparison.ts';
import {
  addressFacts,
  answerFacts,
  DPOP,
  findingFacts,
  joinFacts,
  jwtFacts,
  type MessageFacts,
  parameterFacts,
  requestFacts,
  tokenFacts,
} from './message-facts.ts';

/** A run taken apart for comparing. */
export interface RunFacts {
  flow: FlowState;
  /** in the order in which they came */
  steps: StepFacts[];
}

const PLANNED = ['step', 'push', 'exchange', 'client_credentials'];
/** Ends of a call that are the person's or the browser's. */
const OUR_FAILURES = ['cancelled', 'no_permission', 'interrupted', 'not_recorded', 'plain_http'];

/** Takes a run apart; `undefined` when the events do not begin with a start. */
export function runFacts(events: readonly FlowEvent[]): RunFacts | undefined {
  const flow = foldFlow(events);
  if (!flow) return undefined;
  const counts = new Map<string, number>();
  const steps: StepFacts[] = [];
  const pages: Fact[] = [];
  for (const { happening } of events) {
    switch (happening.kind) {
      case 'opened':
        if (!steps.some(({ step }) => step.kind === 'pages')) {
          steps.push(openedFacts(flow), { ...stepOf({ kind: 'pages' }, false), facts: pages });
        }
        break;
      case 'page_seen': {
        const { url, status, failure } = happening;
        const value = failure ?? String(status ?? '');
        const name = url.replace(/[?#].*$/s, '');
        if (value !== '') {
          const fact = { kind: 'page', side: 'answer', name, value } as const;
          pages.push({ ...fact, mayMiss: true, prose: true });
        }
        break;
      }
      case 'redirect_captured':
        if (!steps.some(({ step }) => step.kind === 'redirect')) steps.push(redirectFacts(flow));
        break;
      case 'call_prepared': {
        const call = flow.calls.find(({ callId }) => callId === happening.callId);
        // The same call follows: whether a server asks for its nonce depends on what it was asked before.
        if (call?.outcome === 'nonce_wanted') break;
        const key = `${happening.purpose} ${happening.name}`;
        const occurrence = (counts.get(key) ?? 0) + 1;
        counts.set(key, occurrence);
        if (call) steps.push(callFacts(flow, call, occurrence, events));
        break;
      }
      default:
    }
  }
  return { flow, steps };
}

/** One key for the same step of another run. */
export function stepKey({ kind, purpose, name, occurrence }: StepName): string {
  return JSON.stringify([kind, purpose, name, occurrence]);
}

/** A step of which nothing is known yet. */
export function stepOf(
  name: Omit<StepName, 'occurrence'> & { occurrence?: number },
  planned: boolean,
): StepFacts {
  return { step: { occurrence: 1, ...name }, planned, facts: [], sequences: [] };
}

function openedFacts({ opened, started }: FlowState): StepFacts {
  const findings = [...started.findings, ...(opened?.findings ?? [])];
  return {
    ...stepOf({ kind: 'authorization_request' }, true),
    ...joinFacts(
      addressFacts(opened?.url ?? ''),
      contentFacts(opened?.requestObject, 'request_object', 'request'),
      findingFacts(findings),
    ),
  };
}

function redirectFacts({ redirect, started, pageFindings = [] }: FlowState): StepFacts {
  const step = stepOf({ kind: 'redirect' }, true);
  if (!redirect) return step;
  const { response, status, verdict, findings } = redirect;
  const side = 'answer';
  const places = (['query', 'fragment', 'form'] as const).filter((part) => response[part]?.length);
  const { error, error_description } = started.plan.profile.redirectAnswer ?? {};
  const errorNames = [
    'error',
    'error_description',
    'error_uri',
    error ?? '',
    error_description ?? '',
  ];
  const facts: Fact[] = [
    ...(status === undefined
      ? []
      : [{ kind: 'status', side, name: '', value: String(status), mayMiss: true } as const]),
    { kind: 'address', side, name: '', value: response.landedOn },
    { kind: 'place', side, name: '', value: places.join(', ') },
    { kind: 'outcome', side, name: '', value: verdict },
  ];
  return {
    ...step,
    ...joinFacts(
      { facts, sequences: [] },
      parameterFacts(responseParameters(response), side, errorNames),
      contentFacts(redirect.signed?.content, 'response', side),
      findingFacts([...findings, ...pageFindings]),
    ),
  };
}

function callFacts(
  { started }: FlowState,
  call: CallState,
  occurrence: number,
  events: readonly FlowEvent[],
): StepFacts {
  const { purpose, name, callId, answer, outcome, failed } = call;
  const { label } = started.plan.profile.requests[name] ?? {};
  const parts: MessageFacts[] = [
    requestFacts(call.request, call.preparedAtMs),
    contentFacts(call.assertion, 'client_assertion', 'request'),
    contentFacts(call.requestObject, 'request_object', 'request'),
    contentFacts(call.proof, DPOP, 'request'),
    findingFacts(call.findings),
  ];
  const side = 'answer';
  if (answer) parts.push(answerFacts(answer), tokenFacts(tokensOf(callId, events)));
  if (outcome) parts.push(alone({ kind: 'outcome', side, name: '', value: outcome }));
  if (failed) {
    const { failure } = failed;
    const reason = 'reason' in failure && failure.reason !== '' ? ` (${failure.reason})` : '';
    const blame = OUR_FAILURES.includes(failure.kind) ? 'circumstance' : 'bank';
    parts.push(
      alone({ kind: 'failure', side, name: '', value: `${failure.kind}${reason}`, blame }),
    );
  }
  const step = stepOf({ kind: 'call', purpose, name, ...(label && { label }), occurrence }, false);
  const planned = PLANNED.includes(purpose) && occurrence === 1;
  return { ...step, planned, edited: call.edit !== undefined, ...joinFacts(...parts) };
}

function tokensOf(callId: string, events: readonly FlowEvent[]): readonly TokenRecord[] {
  return events.flatMap(({ happening }) =>
    happening.kind === 'call_answered' && happening.callId === callId ? happening.tokens : [],
  );
}

/** What a JWT says that was sent or came, where it was decoded. */
function contentFacts(jwt: JwtContent | undefined, name: string, side: Fact['side']): MessageFacts {
  return { facts: jwt ? jwtFacts(jwt, name, side) : [], sequences: [] };
}

function alone(fact: Fact): MessageFacts {
  return { facts: [fact], sequences: [] };
}
