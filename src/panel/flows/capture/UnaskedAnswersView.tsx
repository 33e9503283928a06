import type { ReadonlySignal } from '@preact/signals';
import type { UnaskedAnswer } from '../../../core/flow/unasked-answer.ts';
import { markDifferences } from '../../../core/oauth/marked-address.ts';
import { message } from '../../browser.ts';
import { FindingCard } from '../../findings/FindingCard.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import './unasked.css';

interface UnaskedAnswersViewProps {
  /** newest first */
  answers: readonly UnaskedAnswer[];
  /** a flow that waits for an answer, if one does: its bank */
  waiting: { flowId: string; bank: string } | undefined;
  nowMs: ReadonlySignal<number>;
  onStart(redirectUri: string): void;
  onPaste(flowId: string): void;
  onClear(): void;
}

/** Answers that came to a redirect URI of ours, or nearly so, and were not taken. */
export function UnaskedAnswersView(props: UnaskedAnswersViewProps) {
  const { answers, onClear } = props;
  if (answers.length === 0) return null;
  return (
    <section class="unasked stack" aria-label={message('unasked_title')}>
      <header class="row">
        <h2>{message('unasked_title')}</h2>
        <button type="button" onClick={onClear}>
          <Icon name="trash" />
          {message('unasked_clear')}
        </button>
      </header>
      {answers.map((answer) => (
        <Answer key={answer.id} answer={answer} {...props} />
      ))}
    </section>
  );
}

function Answer({
  answer,
  waiting,
  nowMs,
  onStart,
  onPaste,
}: UnaskedAnswersViewProps & { answer: UnaskedAnswer }) {
  const { atMs, landedOn, redirectUri, differences, parameters, findings } = answer;
  const missed = differences.length > 0;
  return (
    <article class="stack tight">
      <dl class="facts">
        <dt>{message('redirect_landed_on')}</dt>
        <dd>
          <Address address={landedOn} differences={differences} />{' '}
          <span class="subtle">
            <RelativeTime atMs={atMs} nowMs={nowMs} />
          </span>
        </dd>
        {missed && (
          <>
            <dt>{message('new_flow_redirect_uri')}</dt>
            <dd>
              <Address address={redirectUri} differences={differences} />
            </dd>
          </>
        )}
        <dt>{message('unasked_carried')}</dt>
        <dd class="row">
          {parameters.map(({ name, value, length, fingerprint }, at) => (
            <span key={at} class="mono" title={message('secret_title_same', fingerprint)}>
              {name} {value ?? message('unasked_length', length)}
            </span>
          ))}
        </dd>
      </dl>
      <p>{reason(answer)}</p>
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
      <div class="row">
        <button type="button" onClick={() => onStart(redirectUri)}>
          {message('unasked_start')}
        </button>
        {waiting && (
          <button type="button" onClick={() => onPaste(waiting.flowId)}>
            {message('unasked_paste', waiting.bank)}
          </button>
        )}
      </div>
    </article>
  );
}

/** The parts that differ are marked, also for those who do not see colours. */
function Address({
  address,
  differences,
}: { address: string } & Pick<UnaskedAnswer, 'differences'>) {
  return (
    <span class="mono" dir="ltr">
      {markDifferences(address, differences).map(({ text, differs }, at) =>
        differs ? <mark key={at}>{text}</mark> : text,
      )}
    </span>
  );
}

function reason({ differences }: UnaskedAnswer): string {
  const [first] = differences;
  if (first === undefined) return message('unasked_nobody_waits');
  return message(
    'unasked_missed',
    differences.map((difference) => message(`address_${difference}`)).join(', '),
  );
}
