import { type Finding, sortFindings } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { FindingCard } from './FindingCard.tsx';
import './findings.css';

interface FindingListProps {
  findings: readonly Finding[];
  /** name of the region, where one view has several lists */
  label?: string;
}

/** Diagnoses, errors first, in a region of their own. */
export function FindingList({ findings, label = message('findings_label') }: FindingListProps) {
  return (
    <section class="findings" aria-label={label}>
      {findings.length === 0 ? (
        <p class="subtle">{message('findings_none')}</p>
      ) : (
        sortFindings(findings).map((finding, at) => (
          <FindingCard key={`${finding.id} ${at}`} finding={finding} />
        ))
      )}
    </section>
  );
}
