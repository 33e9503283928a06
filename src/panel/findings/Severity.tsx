import type { Severity as SeverityName } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import './findings.css';

/** A severity as icon and word, in a chip. */
export function SeverityChip({ severity }: { severity: SeverityName }) {
  return (
    <span class={`chip ${severity}`}>
      <Icon name={severity} />
      {message(`severity_${severity}`)}
    </span>
  );
}

/** The same where room is short: the word is only read out and shown on hover. */
export function SeverityMark({ severity }: { severity: SeverityName }) {
  const word = message(`severity_${severity}`);
  return (
    <span class={`severity-mark ${severity}`} title={word}>
      <Icon name={severity} />
      <span class="visually-hidden">{word}</span>
    </span>
  );
}
