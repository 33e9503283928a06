import type { ReadonlySignal } from '@preact/signals';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { message } from '../browser.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { durationText } from '../ui/time-text.ts';

interface AuthorizationCodeProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
}

const LOOK = {
  unspent: { tone: 'info', icon: 'key' },
  sent: { tone: 'ok', icon: 'send' },
  released: { tone: 'warn', icon: 'send' },
  discarded: { tone: 'plain', icon: 'trash' },
} as const satisfies Record<string, { tone: string; icon: IconName }>;

/** The code that came with the redirect: its age, and what became of it. */
export function AuthorizationCode({ flow, nowMs }: AuthorizationCodeProps) {
  const { redirect } = flow;
  if (!redirect?.code || redirect.code_use === 'none') return null;
  const { code, code_use } = redirect;
  const { tone, icon } = LOOK[code_use];
  return (
    <section class="card code-card" aria-label={message('code_label')}>
      <div class="row">
        <h3>{message('code_label')}</h3>
        <span class={`chip ${tone}`}>
          <Icon name={icon} />
          {message(
            isSeenOnly(flow.started) && code_use === 'unspent'
              ? 'code_watched'
              : `code_${code_use}`,
          )}
        </span>
        <span class="push">
          <CodeAge flow={flow} nowMs={nowMs} atMs={redirect.atMs} />
        </span>
      </div>
      <p class="subtle">{message('code_length', code.length, code.fingerprint)}</p>
      {code_use === 'unspent' && <Lifetime flow={flow} />}
    </section>
  );
}

function CodeAge({ atMs, nowMs }: AuthorizationCodeProps & { atMs: number }) {
  const seconds = Math.max(0, Math.floor((nowMs.value - atMs) / 1000));
  return (
    <span role="timer" class="numbers">
      {message('code_age', durationText(seconds))}
    </span>
  );
}

/** How long the bank says a code lives; most do not say. */
function Lifetime({ flow }: { flow: FlowState }) {
  const lifetime = flow.started.plan.profile.lifetimes.authorizationCode;
  return (
    <p class="subtle">
      {lifetime
        ? message('code_lifetime', durationText(lifetime.seconds))
        : message('code_lifetime_unknown')}
    </p>
  );
}
