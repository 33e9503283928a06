import { templateValues } from '../banks/request-values.ts';
import type { FlowEvent } from '../flow/flow-event.ts';
import type { FlowState } from '../flow/flow-state.ts';
import type { Messages } from '../messages.ts';
import { drawSteps } from './draw-steps.ts';
import { shortText } from './message-labels.ts';
import { type Participant, type Sequence, type Side, sides } from './sequence.ts';

/** Draws a flow's record as who talked to whom, in the order in which it was recorded. */
export function flowSequence(
  flow: FlowState,
  events: readonly FlowEvent[],
  say: Messages,
): Sequence {
  const steps = drawSteps(flow, events, say);
  const seen = new Set(
    steps.flatMap((step) => (step.kind === 'message' ? [step.from, step.to] : [step.over])),
  );
  const present = sides.filter((side) => seen.has(side));
  return {
    title: say('sequence_title', shortText(flow.started.bank)),
    startedAtMs: flow.startedAtMs,
    participants: present.map((side) => participant(side, flow, say)),
    steps,
  };
}

function participant(id: Side, flow: FlowState, say: Messages): Participant {
  const { bank, watched, plan } = flow.started;
  switch (id) {
    case 'bank':
      return { id, label: shortText(bank, 28), ...standing(bankAddress(flow)) };
    case 'app': {
      const { edits, redirectUri } = plan.draft;
      return { id, label: say('sequence_app'), ...standing(edits.redirect_uri ?? redirectUri) };
    }
    case 'browser':
      return { id, label: say(watched ? 'sequence_page' : 'sequence_browser') };
    default:
      return { id, label: say(`sequence_${id}`) };
  }
}

function standing(address: string): Pick<Participant, 'detail'> {
  const host = URL.canParse(address) ? new URL(address).host : '';
  return host === '' ? {} : { detail: shortText(host, 40) };
}

/** Where the bank was met: at the page that was opened, else where it takes token requests. */
function bankAddress({ opened, calls, started: { plan } }: FlowState): string {
  const { profile, draft } = plan;
  const values = templateValues(profile, draft.environment, draft.variables);
  return (
    opened?.url ??
    values?.authorizationEndpoint ??
    values?.tokenEndpoint ??
    calls[0]?.request.url ??
    ''
  );
}
