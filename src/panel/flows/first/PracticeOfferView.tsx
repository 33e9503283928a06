import { message } from '../../browser.ts';

interface PracticeOfferProps {
  bank: string;
  /** the inspected page shows that it runs */
  runs: boolean;
  onTry(): void;
}

/** The bank that comes with the tool, for whoever has none yet. */
export function PracticeOfferView({ bank, runs, onTry }: PracticeOfferProps) {
  return (
    <p class="practice-offer row">
      <span>{runs ? message('practice_runs', bank) : message('practice_start', 'npm start')}</span>
      <button type="button" onClick={onTry}>
        {message('practice_try')}
      </button>
    </p>
  );
}
