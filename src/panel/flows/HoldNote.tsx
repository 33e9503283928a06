import type { ReadonlySignal } from '@preact/signals';
import type { HoldGap } from '../../core/flow/flow-event.ts';
import { type FlowState, isHeld } from '../../core/flow/flow-state.ts';
import { askForHost } from '../ask-for-host.ts';
import { canAskForHosts, isFirefox, message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { durationText } from '../ui/time-text.ts';

interface HoldNoteProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
}

/** By which means a flow's redirect is kept from the app, until when, and what would see it all the same. */
export function HoldNote({ flow, nowMs }: HoldNoteProps) {
  const { hold, redirect, phase } = flow;
  if (!hold) return null;
  if (hold.ended) {
    const undecided = phase === 'awaiting_redirect' || redirect?.code_use === 'unspent';
    return undecided ? <p class="warning-line">{message(`hold_ended_${hold.ended}`)}</p> : null;
  }
  if (!isHeld(flow)) return null;
  const app = hostOf(hold.redirectUri);
  const bank = new URL(hold.bank).hostname;
  const left = Math.max(0, Math.ceil((hold.untilMs - nowMs.value) / 1000));
  // A bank that was granted closes more; Firefox's rules leave only a posted answer unread.
  const closing = isFirefox() ? (hold.gaps[0] === 'form_body' ? app : '') : bank;
  const address = closing === app ? hold.redirectUri : hold.bank;
  return (
    <section class="hold-note stack tight" aria-label={message('hold_label')}>
      <p class="row">
        <Icon name="pause" />
        <strong>{message(redirect?.held ? 'hold_kept' : 'hold_set', app)}</strong>
        <span role="timer" class="numbers subtle">
          {message('hold_left', durationText(left))}
        </span>
      </p>
      <p>
        {[
          hold.gaps.includes('scheme') || message('hold_by_block'),
          hold.atBank && message('hold_at_bank', bank),
        ]
          .filter((sentence) => typeof sentence === 'string')
          .join(' ')}
      </p>
      {!redirect && hold.gaps.map((gap) => <Gap key={gap} gap={gap} app={app} bank={bank} />)}
      {!redirect && closing !== '' && !hold.atBank && canAskForHosts() && (
        <div class="row">
          <button type="button" onClick={() => void askForHost(address).catch(() => false)}>
            {message('hold_grant', closing)}
          </button>
        </div>
      )}
    </section>
  );
}

function Gap({ gap, app, bank }: { gap: HoldGap; app: string; bank: string }) {
  const severe = gap === 'service_worker' || gap === 'scheme';
  return (
    <p class={severe ? 'warning-line' : 'subtle'}>
      {severe && <Icon name="warn" />}
      <span>{message(`hold_gap_${gap}`, app, bank)}</span>
    </p>
  );
}

/** A scheme of an app has no host: then the address itself. */
export function hostOf(address: string): string {
  return (URL.canParse(address) && new URL(address).hostname) || address;
}
