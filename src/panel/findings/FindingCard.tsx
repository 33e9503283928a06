import { describeFinding } from '../../core/lint/describe-finding.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { bankTexts } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { findingAddress } from './finding-address.ts';
import { SeverityChip } from './Severity.tsx';
import { Source } from './Source.tsx';
import './findings.css';

/** A button that puts a finding right. */
export interface FindingAction {
  label: string;
  run(): void;
}

interface FindingCardProps {
  finding: Finding;
  action?: FindingAction | undefined;
}

/** One diagnosis: what was seen, what was expected, who must act and how. */
export function FindingCard({ finding, action }: FindingCardProps) {
  const described = describeFinding(finding, message, bankTexts.value);
  const { id, slug, severity, seen, expected, fix, actor } = described;
  return (
    <article class={`finding ${severity}`} aria-label={id}>
      <header class="row">
        <SeverityChip severity={severity} />
        <strong class="mono">{id}</strong>
        <span class="mono subtle">{slug}</span>
        <a class="finding-more" href={findingAddress(slug)} target="_blank" rel="noreferrer">
          {message('finding_more', id)}
        </a>
      </header>
      {seen && <p class="seen">{seen}</p>}
      <dl class="facts">
        {expected && (
          <>
            <dt>{message('finding_expected')}</dt>
            <dd>{expected}</dd>
          </>
        )}
        {fix && (
          <>
            <dt>{message('finding_fix')}</dt>
            <dd>{fix}</dd>
          </>
        )}
        <dt>{message('finding_actor')}</dt>
        <dd>{message(`actor_${actor}`)}</dd>
        <dt>{message('finding_source')}</dt>
        <dd>
          <Source source={described.source} />
        </dd>
      </dl>
      {action && (
        <button type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </article>
  );
}
