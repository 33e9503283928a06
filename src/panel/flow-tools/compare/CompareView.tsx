import { useId } from 'preact/hooks';
import { comparisonMarkdown } from '../../../core/compare/comparison-markdown.ts';
import {
  type DescribedStep,
  describeComparison,
} from '../../../core/compare/describe-comparison.ts';
import type {
  ComparedRun,
  ComparisonVerdict,
  Difference,
  FlowComparison,
} from '../../../core/compare/flow-comparison.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import type { ParameterDifference as ParameterDifferenceOf } from '../../../core/pictures/parameter-difference.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { SecretText } from '../../flows/SecretText.tsx';
import { serviceWord } from '../../flows/service-word.ts';
import { ParameterDifference } from '../../pictures/ParameterDifference.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { plural } from '../../ui/plural.ts';
import { absoluteText } from '../../ui/time-text.ts';
import { Unread } from '../../ui/Unread.tsx';
import './compare.css';

export interface CompareViewProps {
  /** to choose from; empty: there is no other run */
  runs: readonly FlowSummary[];
  chosen: string | undefined;
  onChoose(flowId: string): void;
  /** `undefined` while the other run is read */
  comparison: FlowComparison | 'unread' | undefined;
  onReadAgain(): void;
  /** absent: a page ran this flow */
  onRunAgain?: (() => void) | undefined;
  onNewFlow(): void;
  /** of the authorization requests, where both runs had one */
  difference?: ParameterDifferenceOf | undefined;
}

/** An answer that is another one altogether differs in everything. */
const MOST_ROWS = 200;

const LOOK: Record<ComparisonVerdict, { tone: string; icon: IconName }> = {
  same: { tone: 'ok', icon: 'check' },
  changed_on_purpose: { tone: 'info', icon: 'info' },
  changed_at_bank: { tone: 'warn', icon: 'warn' },
};

/** Another run to choose, and what differs from it. */
export function CompareView(props: CompareViewProps) {
  const { runs, chosen, onChoose, comparison, difference, onReadAgain, onRunAgain, onNewFlow } =
    props;
  const id = useId();
  if (runs.length === 0) {
    return (
      <EmptyState title={message('compare_none_title')} sentence={message('compare_no_runs')}>
        {onRunAgain ? (
          <button type="button" class="primary" onClick={onRunAgain}>
            {message('action_run_again')}
          </button>
        ) : (
          <button type="button" class="primary" onClick={onNewFlow}>
            {message('action_new_flow')}
          </button>
        )}
      </EmptyState>
    );
  }
  return (
    <div class="stack">
      <Field id={id} label={message('compare_with')}>
        <select
          id={id}
          value={chosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.value)}
        >
          {runs.map(({ flowId, bank, service, environment, phase, startedAtMs }) => (
            <option key={flowId} value={flowId}>
              {[
                absoluteText(startedAtMs),
                bank,
                serviceWord(service),
                inWords(environment),
                message(`phase_${phase}`),
              ].join(', ')}
            </option>
          ))}
        </select>
      </Field>
      {comparison === undefined && <p class="subtle">{message('flow_reading')}</p>}
      {comparison === 'unread' && (
        <Unread sentence={message('compare_unread')} onReadAgain={onReadAgain} />
      )}
      {typeof comparison === 'object' && <Compared comparison={comparison} />}
      {difference && (
        <details>
          <summary>{message('difference_title')}</summary>
          <ParameterDifference difference={difference} />
        </details>
      )}
    </div>
  );
}

function Compared({ comparison }: { comparison: FlowComparison }) {
  const { verdict, sentence, steps } = describeComparison(comparison, message);
  const { tone, icon } = LOOK[comparison.verdict];
  // A step of which both runs know nothing is no step to speak of.
  const equal = steps.filter(
    ({ differences, note, step }) => differences.length === 0 && (note || step.compared > 0),
  );
  const aside = steps.reduce((sum, { setAside }) => sum + setAside.length, 0);
  return (
    <>
      <div class={`next-step stack ${tone}`}>
        <p class="headline" role="status">
          <Icon name={icon} />
          <strong>{verdict}</strong>
        </p>
        <p>{sentence}</p>
        <dl class="facts">
          <Run word={message('compare_column_before')} run={comparison.before} />
          <Run word={message('compare_column_after')} run={comparison.after} />
        </dl>
        <div class="row">
          <CopyButton
            label={message('compare_copy')}
            text={() => comparisonMarkdown(comparison, message)}
          />
        </div>
      </div>
      <Differences cause="bank" steps={steps} />
      <Differences cause="ours" steps={steps} />
      {equal.length > 0 && (
        <details>
          <summary>
            {plural(equal.length, { one: 'compare_equal_one', other: 'compare_equal_other' })}
          </summary>
          <ul>
            {equal.map(({ title, note, step }) => (
              <li key={title}>
                {title}
                <span class="subtle"> · {note ?? message('compare_compared', step.compared)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {aside > 0 && (
        <details>
          <summary>
            {plural(aside, { one: 'compare_aside_one', other: 'compare_aside_other' })}
          </summary>
          <table class="comparison" aria-label={message('compare_aside_label')}>
            <Head last={message('compare_column_reason')} />
            <tbody>
              {steps
                .flatMap(({ title, setAside }) => setAside.map((one) => ({ title, ...one })))
                .slice(0, MOST_ROWS)
                .map(({ reason, ...row }) => (
                  <Row key={`${row.title} ${row.what}`} {...row}>
                    {reason}
                  </Row>
                ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

function Run({ word, run }: { word: string; run: ComparedRun }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{[absoluteText(run.startedAtMs), run.bank, inWords(run.environment)].join(', ')}</dd>
    </>
  );
}

function Differences({
  cause,
  steps,
}: {
  cause: Difference['cause'];
  steps: readonly DescribedStep[];
}) {
  const id = useId();
  const rows = steps.flatMap(({ title, differences }) =>
    differences.filter((one) => one.cause === cause).map((one) => ({ title, ...one })),
  );
  if (rows.length === 0) return null;
  const more = rows.length - MOST_ROWS;
  return (
    <section aria-labelledby={id} class="stack tight">
      <h3 id={id}>{message(`compare_differences_${cause}`)}</h3>
      <table class="comparison" aria-labelledby={id}>
        <Head />
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <Row key={`${row.title} ${row.what}`} {...row} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="subtle">{message('compare_more', more)}</p>}
    </section>
  );
}

function Head({ last }: { last?: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{message('compare_column_step')}</th>
        <th scope="col">{message('compare_column_what')}</th>
        <th scope="col">{message('compare_column_before')}</th>
        <th scope="col">{message('compare_column_after')}</th>
        {last && <th scope="col">{last}</th>}
      </tr>
    </thead>
  );
}

interface RowProps {
  title: string;
  what: string;
  before: string;
  after: string;
  children?: string;
}

function Row({ title, what, before, after, children }: RowProps) {
  return (
    <tr>
      <td>{title}</td>
      <th scope="row">{what}</th>
      <td class="mono" dir="ltr">
        <SecretText text={before} />
      </td>
      <td class="mono" dir="ltr">
        <SecretText text={after} />
      </td>
      {children && <td>{children}</td>}
    </tr>
  );
}
