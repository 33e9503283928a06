import { type Finding, sortFindings } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { type FindingAction, FindingCard } from './FindingCard.tsx';
import './findings.css';

interface FindingListProps {
  findings: readonly Finding[];
  /** name of the region, where one view has several lists */
  label?: string;
  /** what one click can do about a finding */
  actionFor?: ((finding: Finding) => FindingAction | undefined) | undefined;
}

/** Diagnoses, errors first, in a region of their own. */
export function FindingList(props: FindingListProps) {
  const { findings, label = message('findings_label'), actionFor } = props;
  return (
    <section class="findings" aria-label={label}>
      {findings.length === 0 ? (
        <p class="subtle">{message('findings_none')}</p>
      ) : (
        sortFindings(findings).map((finding, at) => (
          <FindingCard
            key={`${finding.id} ${at}`}
            finding={finding}
            action={actionFor?.(finding)}
          />
        ))
      )}
    </section>
  );
}
