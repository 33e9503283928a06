import { bankWords } from '../lint/bank-words.ts';
import type { Messages } from '../messages.ts';
import type { StrictVerdict } from './strict-verdict.ts';

/** The verdict in one sentence. */
export function describeStrictVerdict(verdict: StrictVerdict, messages: Messages): string {
  if (verdict.verdict === 'accepts') return messages('cli_strict_accepts');
  const { reason, facts } = verdict.because;
  return messages('cli_strict_refuses', messages(`cli_strict_${reason}`, ...facts.map(bankWords)));
}
