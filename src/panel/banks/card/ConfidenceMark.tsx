import type { Confidence } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';

/** Says how well a fact is known, where it is not simply documented. */
export function ConfidenceMark({ confidence }: { confidence: Confidence | undefined }) {
  if (confidence === undefined || confidence === 'documented') return null;
  return (
    <span class="confidence" title={message(`confidence_${confidence}_meaning`)}>
      {message(`confidence_${confidence}`)}
    </span>
  );
}
