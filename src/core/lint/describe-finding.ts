import type { BankTexts } from '../banks/bank-text.ts';
import type { MessageKey, Messages } from '../messages.ts';
import { factsInWords } from './facts-in-words.ts';
import type { Finding } from './finding.ts';

/** A finding with its sentences, as the panel shows it and the command line prints it. */
export interface DescribedFinding {
  id: string;
  slug: string;
  severity: Finding['severity'];
  seen: string;
  expected: string;
  actor: Finding['actor'];
  fix: string;
  source: string;
}

/** Puts a finding into words; `texts` are what profiles say, in the language of `messages`. */
export function describeFinding(
  finding: Finding,
  messages: Messages,
  texts?: BankTexts,
): DescribedFinding {
  const { id, slug, severity, actor, source } = finding;
  const facts = factsInWords(finding, messages, texts);
  const say = (part: 'seen' | 'expected' | 'fix') =>
    messages(`${id}_${part}` as MessageKey, ...facts);
  return {
    id,
    slug,
    severity,
    seen: say('seen'),
    expected: say('expected'),
    actor,
    fix: say('fix'),
    source,
  };
}
