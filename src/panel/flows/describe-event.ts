import type { FlowEvent, Happening, HappeningOf } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { networkFailureKey } from '../../core/lint/describe-network-failure.ts';
import { message } from '../browser.ts';
import type { IconName } from '../ui/Icon.tsx';
import { absoluteText } from '../ui/time-text.ts';
import { callWords } from './call-words.ts';
import type { Tone } from './phase-look.ts';

/** One line of the timeline: what happened, in whole sentences. */
export interface TimelineEntry {
  sentences: string[];
  tone: Tone;
  icon: IconName;
}

const redirectLook = {
  code: { tone: 'ok', icon: 'key' },
  bank_error: { tone: 'error', icon: 'error' },
  refused: { tone: 'error', icon: 'stop' },
} as const;

/** Puts an event of a flow into words. */
export function describeEvent({ happening }: FlowEvent, flow: FlowState): TimelineEntry {
  switch (happening.kind) {
    case 'started':
      return entry(
        'plain',
        'draft',
        message(
          happening.repeats === undefined ? 'event_started' : 'event_repeated',
          happening.bank,
        ),
      );
    case 'opened':
      return entry('info', 'link', message(`event_opened_${happening.how}`));
    case 'page_seen':
      return describePage(happening);
    case 'redirect_captured': {
      if (happening.fault) return entry('plain', 'warn', message('event_forged'));
      const { verdict, via } = happening;
      if (isSecondAnswer(happening, flow)) {
        const sentence = message('event_redirect_second');
        return entry('warn', 'warn', sentence, message(`redirect_via_${via}`));
      }
      return entry(
        redirectLook[verdict].tone,
        redirectLook[verdict].icon,
        message(`event_redirect_${verdict}`),
        message(`redirect_via_${via}`),
      );
    }
    case 'captured':
      return entry(
        happening.by === 'bank' ? 'ok' : 'plain',
        'key',
        message(`event_captured_${happening.by}`, Object.keys(happening.values).join(', ')),
      );
    case 'hold_set':
      return entry(
        'info',
        'pause',
        message('event_hold_set'),
        ...(happening.atBank ? [message('hold_at_bank', hostOf(happening.bank))] : []),
      );
    case 'hold_ended':
      return entry('warn', 'pause', message(`hold_ended_${happening.why}`));
    case 'released':
      return entry('info', 'send', message('event_released'));
    case 'code_discarded':
      return entry('plain', 'trash', message('event_code_discarded'));
    case 'abandoned':
      return entry('plain', 'close', message('event_abandoned'));
    case 'unreadable':
      return entry('error', 'error', message('event_unreadable'));
    default:
      return describeCall(happening, flow);
  }
}

/** A record may come from anybody: what is no address stays as it is. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : address;
}

/** An answer to a request that has its good one already; foldFlow lets the first one stand. */
function isSecondAnswer(
  { findings }: HappeningOf<'redirect_captured'>,
  { redirect }: FlowState,
): boolean {
  return redirect?.verdict === 'code' && findings.some(({ id }) => id === 'AP05');
}

type CallHappening = Extract<Happening, { callId: string }>;

function describeCall(happening: CallHappening, { calls, started }: FlowState): TimelineEntry {
  const call = calls.find(({ callId }) => callId === happening.callId);
  const words = call ? callWords(call, started.plan) : message('purpose_unknown');
  switch (happening.kind) {
    case 'call_prepared': {
      const { fault } = happening;
      const purpose = fault ? [message('event_fault', message(`fault_${fault}`))] : [];
      return entry('plain', 'draft', message('event_call_prepared', words), ...purpose);
    }
    case 'call_sent':
      return entry('info', 'send', message('event_call_sent', words));
    case 'call_answered': {
      const { outcome, pushed } = happening;
      const sentence = message(`event_call_${outcome}`, words, happening.answer.status);
      if (outcome === 'nonce_wanted') return entry('info', 'again', sentence);
      const good = outcome === 'tokens' || outcome === 'api_ok' || outcome === 'pushed';
      const until = pushed ? [message('event_pushed_until', absoluteText(pushed.endsAtMs))] : [];
      return entry(good ? 'ok' : 'error', good ? 'check' : 'error', sentence, ...until);
    }
    case 'call_failed': {
      const { failure, reached } = happening;
      const { key, facts } = networkFailureKey(failure, started.plan.profile.clientCertificate);
      const sentences = [message(key, ...facts), message(`reached_${reached}`)];
      return entry(
        reached === 'unknown' ? 'warn' : 'error',
        'warn',
        message('event_call_failed', words),
        ...sentences,
      );
    }
  }
}

function describePage({
  url,
  status,
  failure,
}: Extract<Happening, { kind: 'page_seen' }>): TimelineEntry {
  if (failure !== undefined)
    return entry('error', 'warn', message('event_page_failed', url, failure));
  if (status === undefined) return entry('plain', 'link', message('event_page_seen', url));
  const bad = status >= 400;
  return entry(
    bad ? 'error' : 'plain',
    bad ? 'warn' : 'link',
    message('event_page_answered', url, status),
  );
}

function entry(tone: Tone, icon: IconName, ...sentences: string[]): TimelineEntry {
  return { tone, icon, sentences };
}
