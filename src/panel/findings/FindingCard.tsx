import { describeFinding } from '../../core/lint/describe-finding.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { SeverityChip } from './Severity.tsx';
import { sourceParts } from './source-parts.ts';
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
  const described = describeFinding(finding, message);
  const { id, slug, severity, seen, expected, fix, actor } = described;
  return (
    <article class={`finding ${severity}`} aria-label={id}>
      <header class="row">
        <SeverityChip severity={severity} />
        <strong class="mono">{id}</strong>
        <span class="mono subtle">{slug}</span>
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

function Source({ source }: { source: string }) {
  return sourceParts(source).map(({ text, link }) =>
    link === undefined ? (
      text
    ) : (
      <a key={text} href={link} target="_blank" rel="noreferrer">
        {text}
      </a>
    ),
  );
}
