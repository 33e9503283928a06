import type { Happening } from '../../core/flow/flow-event.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { codeCaptured } from './example-flow.fixture.ts';

export const secondAnswerFinding: Finding = {
  id: 'AP05',
  slug: 'state-used',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §2.1',
  facts: [],
};

/** What comes when a bank, or a person who goes back, answers a request once more. */
export const secondRedirect: Happening = {
  ...codeCaptured,
  via: 'navigation',
  verdict: 'refused',
  findings: [secondAnswerFinding],
};
