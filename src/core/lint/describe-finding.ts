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

/** Puts a finding into words. */
export function describeFinding(finding: Finding, messages: Messages): DescribedFinding {
  const { id, slug, severity, actor, source } = finding;
  const facts = factsInWords(finding, messages);
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
