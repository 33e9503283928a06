import type { FlowEvent, HappeningOf } from '../flow/flow-event.ts';
import type { FlowState } from '../flow/flow-state.ts';
import type { RedirectVia } from '../flow/redirect-via.ts';
import type { Finding } from '../lint/finding.ts';
import type { Messages } from '../messages.ts';
import {
  answerLabel,
  redirectLabel,
  requestLabel,
  shortPath,
  shortText,
} from './message-labels.ts';
import type {
  SequenceMessage,
  SequenceNote,
  SequenceStep,
  SequenceTone,
  Side,
} from './sequence.ts';

/** What was told, event by event. A flow that is over leaves no request open. */
export function drawSteps(
  flow: FlowState,
  events: readonly FlowEvent[],
  say: Messages,
): SequenceStep[] {
  const drawing = new StepDrawing(flow, say);
  for (const event of events) drawing.add(event);
  return drawing.steps;
}

/** A message as it is told; the rest is counted, or as usual. */
type Told = Pick<SequenceMessage, 'from' | 'to' | 'label'> & Partial<SequenceMessage>;

/** How far the browser came with a redirect: in the bank's own answer it is seen before it is followed. */
const arrivals: Partial<Record<RedirectVia, SequenceMessage['end']>> = {
  failed_navigation: 'lost',
  bank_redirect: 'unknown',
};

const TONES: Partial<Record<HappeningOf<'call_answered'>['outcome'], SequenceTone>> = {
  tokens: 'ok',
  api_ok: 'ok',
  pushed: 'ok',
  nonce_wanted: 'plain',
};

interface OpenCall {
  prepared: HappeningOf<'call_prepared'>;
  /** once it was sent */
  request?: SequenceMessage;
}

class StepDrawing {
  readonly steps: SequenceStep[] = [];
  readonly #calls = new Map<string, OpenCall>();
  readonly #flow: FlowState;
  readonly #say: Messages;
  #offsetMs = 0;
  #count = 0;
  #isHeld = false;
  /** what was found at the start is told */
  #isBegun = false;

  constructor(flow: FlowState, say: Messages) {
    this.#flow = flow;
    this.#say = say;
  }

  add({ happening, atMs }: FlowEvent): void {
    // Of what cannot be read nobody knows when it was.
    if (happening.kind !== 'unreadable') this.#offsetMs = atMs - this.#flow.startedAtMs;
    switch (happening.kind) {
      case 'started':
        break;
      case 'opened':
        this.#open(happening);
        break;
      case 'page_seen':
        this.#seePage(happening);
        break;
      case 'redirect_captured':
        this.#takeRedirect(happening);
        break;
      case 'captured':
        this.#capture(happening);
        break;
      case 'hold_set':
        // Recorded again when its means change.
        if (!this.#isHeld) this.#remark('browser', this.#say('sequence_hold'), 'warn');
        this.#isHeld = true;
        break;
      case 'hold_ended':
        this.#isHeld = false;
        this.#remark('browser', this.#say('sequence_hold_ended'), 'warn');
        break;
      case 'released':
        this.#isHeld = false;
        this.#goToApp({ notes: [note(this.#say('sequence_released'))] });
        break;
      case 'code_discarded':
        this.#remark('tool', this.#say('sequence_discarded'));
        break;
      case 'abandoned':
        this.#remark('browser', this.#say('sequence_abandoned'));
        break;
      case 'unreadable':
        this.#remark('tool', this.#say('event_unreadable'), 'warn');
        break;
      case 'call_prepared':
        this.#calls.set(happening.callId, { prepared: happening });
        break;
      case 'call_sent':
        this.#send(happening.callId);
        break;
      case 'call_answered':
        this.#answer(happening);
        break;
      case 'call_failed':
        this.#fail(happening);
        break;
    }
  }

  #open({ how, url, findings = [] }: HappeningOf<'opened'>): void {
    const notes = how === 'copied' ? [note(this.#say('sequence_copied'))] : [];
    const before = this.#flow.calls.some(isFirst) ? [] : this.#flow.started.findings;
    this.#tell({
      from: 'browser',
      to: 'bank',
      label: shortText(`GET ${shortPath(url)}`),
      notes: [...notes, ...this.#judged([...before, ...findings])],
    });
  }

  #seePage({ url, status, failure, findings = [] }: HappeningOf<'page_seen'>): void {
    const { host, from } = this.#whose(url);
    const isFailed = failure !== undefined;
    const isRefused = status !== undefined && status >= 400;
    this.#tell({
      from,
      to: 'browser',
      label: shortText(`${failure ?? status ?? ''} ${host}${shortPath(url)}`),
      answer: true,
      ...(status !== undefined && { status }),
      end: isFailed ? 'lost' : 'arrived',
      tone: isFailed || isRefused ? 'error' : 'plain',
      notes: this.#judged(findings),
    });
  }

  /** Whose page an address is, and its host where that is not the bank's first one. */
  #whose(url: string): { host: string; from: Side } {
    const { opened, started } = this.#flow;
    const { edits, redirectUri } = started.plan.draft;
    const host = hostOf(url);
    if (host === hostOf(edits.redirect_uri ?? redirectUri)) return { host: '', from: 'app' };
    return { host: host === hostOf(opened?.url ?? '') ? '' : host, from: 'bank' };
  }

  #takeRedirect(redirect: HappeningOf<'redirect_captured'>): void {
    const { via, status, response, verdict, findings, signed } = redirect;
    const say = this.#say;
    const isPasted = via === 'pasted';
    const isSecond = findings.some(({ id }) => id === 'AP05');
    const refused = isSecond ? 'sequence_second' : 'sequence_refused';
    this.#tell({
      from: isPasted ? 'person' : 'bank',
      to: isPasted ? 'tool' : 'browser',
      label: redirectLabel(
        response,
        isPasted ? say('sequence_pasted') : status,
        signed?.content.claims,
      ),
      answer: true,
      ...(status !== undefined && { status }),
      tone: verdict === 'code' ? 'ok' : 'error',
      notes: [
        ...(verdict === 'refused' ? [note(say(refused), 'error')] : []),
        ...this.#judged(findings),
      ],
    });
    if (isPasted) return;
    if (this.#isHeld) {
      const held = note(say('sequence_held'), 'warn');
      this.#goToApp({ end: 'lost', tone: 'warn', notes: [held] }, via);
    } else this.#goToApp({ end: arrivals[via] ?? 'arrived' }, via);
  }

  #goToApp(change: Partial<SequenceMessage>, via?: RedirectVia): void {
    const { edits, redirectUri } = this.#flow.started.plan.draft;
    const method = via === 'form_post' ? 'POST' : 'GET';
    const label = shortText(`${method} ${shortPath(edits.redirect_uri ?? redirectUri)}`);
    this.#tell({ from: 'browser', to: 'app', label, ...change });
  }

  #capture({ by, values }: HappeningOf<'captured'>): void {
    const names = Object.keys(values).join(', ');
    if (by === 'person') {
      this.#tell({ from: 'person', to: 'tool', label: shortText(names) });
      return;
    }
    const last = this.steps.at(-1);
    if (last?.kind === 'message') last.label = shortText(`${last.label} ${names}`);
  }

  /** The message of a call's request; it is told once. */
  #send(callId: string): SequenceMessage | undefined {
    const call = this.#calls.get(callId);
    if (!call) return undefined;
    const { request, findings } = call.prepared;
    const before = isFirst(call.prepared) && !this.#isBegun;
    if (before) this.#isBegun = true;
    call.request ??= this.#tell({
      from: senderOf(call.prepared),
      to: 'bank',
      label: requestLabel(request),
      notes: this.#judged(before ? [...this.#flow.started.findings, ...findings] : findings),
    });
    return call.request;
  }

  #answer(happening: HappeningOf<'call_answered'>): void {
    const { callId, answer, outcome, findings } = happening;
    const request = this.#send(callId);
    if (!request) return;
    this.#tell({
      from: 'bank',
      to: request.from,
      label: answerLabel(happening, this.#flow.started.plan.profile.tokenAnswer),
      answer: true,
      ...(answer.status > 0 && { status: answer.status }),
      durationMs: answer.durationMs,
      tone: TONES[outcome] ?? 'error',
      notes: [
        ...(outcome === 'nonce_wanted' ? [note(this.#say('sequence_nonce'))] : []),
        ...this.#judged(findings),
      ],
    });
  }

  #fail({ callId, reached }: HappeningOf<'call_failed'>): void {
    const request = this.#send(callId);
    if (!request) return;
    request.end = reached === 'unknown' ? 'unknown' : 'lost';
    request.tone = reached === 'unknown' ? 'warn' : 'error';
    request.notes.push(note(this.#say(`sequence_reached_${reached}`), request.tone));
  }

  #tell(told: Told): SequenceMessage {
    this.#count += 1;
    const message: SequenceMessage = {
      kind: 'message',
      number: this.#count,
      answer: false,
      offsetMs: this.#offsetMs,
      end: 'arrived',
      tone: 'plain',
      notes: [],
      ...told,
    };
    this.steps.push(message);
    return message;
  }

  #remark(over: Side, text: string, tone: SequenceTone = 'plain'): void {
    this.steps.push({ kind: 'remark', over, text, tone, offsetMs: this.#offsetMs });
  }

  /** How many findings, as loud as the worst of them. */
  #judged(findings: readonly Finding[]): SequenceNote[] {
    if (findings.length === 0) return [];
    const worst = (['error', 'warn'] as const).find((one) =>
      findings.some(({ severity }) => severity === one),
    );
    return [note(this.#say('sequence_findings', findings.length), worst)];
  }
}

function note(text: string, tone: SequenceTone = 'plain'): SequenceNote {
  return { text, tone };
}

/** A flow begins with it, so that what was found at its start was found of it. */
function isFirst({ purpose }: Pick<HappeningOf<'call_prepared'>, 'purpose'>): boolean {
  return purpose === 'client_credentials' || purpose === 'push';
}

function senderOf({ by }: HappeningOf<'call_prepared'>): Side {
  if (by === 'person') return 'person';
  return by === 'page' ? 'browser' : 'tool';
}

/** Host with its port; empty for what is no address. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
