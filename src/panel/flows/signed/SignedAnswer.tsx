import type { ReadonlySignal } from '@preact/signals';
import type { RedirectState } from '../../../core/flow/flow-state.ts';
import type { MessageKey } from '../../../core/messages.ts';
import { message } from '../../browser.ts';
import { DecodedContent } from '../../tokens/DecodedContent.tsx';
import { Icon } from '../../ui/Icon.tsx';

export interface SignedAnswerProps {
  redirect: RedirectState;
  nowMs: ReadonlySignal<number>;
}

const LOOK = {
  ok: { tone: 'ok', icon: 'check' },
  failed: { tone: 'error', icon: 'error' },
  unchecked: { tone: 'plain', icon: 'unknown' },
} as const;

const CLAIMS = ['iss', 'aud', 'exp'] as const;

/** An answer that is a JWT: each check with its outcome, then what it says. */
export function SignedAnswer({ redirect, nowMs }: SignedAnswerProps) {
  const { signed, findings } = redirect;
  if (!signed) return null;
  const failed = (what: string) =>
    findings.some(({ id, facts, severity }) => {
      return id === 'AP22' && severity === 'error' && facts[0] === what;
    });
  const { signature, alg, key } = signed;
  const isRead = signature === 'good' || signature === 'bad';
  const algorithm = signature === 'refused' || failed('alg') ? 'failed' : 'ok';
  const outcome = signature === 'good' ? 'ok' : signature === 'no_keys' ? 'unchecked' : 'failed';
  return (
    <section class="stack tight" aria-label={message('signed_answer')}>
      <h3>{message('signed_answer')}</h3>
      <ul class="checks" aria-label={message('verify_checks')}>
        <Check outcome={algorithm} text={message(`signed_alg_${algorithm}`, alg)} />
        <Check
          outcome={outcome}
          text={message(`signed_signature_${signature}`, isRead ? key : alg)}
        />
        {CLAIMS.map((name) => {
          const result = failed(name) ? 'failed' : 'ok';
          return (
            <Check
              key={name}
              outcome={result}
              text={message(`signed_${name}_${result}` as MessageKey)}
            />
          );
        })}
      </ul>
      <DecodedContent {...signed.content} nowMs={nowMs} />
    </section>
  );
}

function Check({ outcome, text }: { outcome: keyof typeof LOOK; text: string }) {
  const { tone, icon } = LOOK[outcome];
  return (
    <li class={`check ${tone}`}>
      <Icon name={icon} />
      <span>{text}</span>
    </li>
  );
}
