import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { FORM, mediaType } from '../sent-parameters.ts';
import { tokenTemplate } from '../token-template.ts';

export const notForm: Rule<TokenRequestSubject> = {
  id: 'TQ02',
  slug: 'not-form',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §4.1.3, App. B',
  *check(subject) {
    if ((tokenTemplate(subject)?.placement ?? 'form') !== 'form') return;
    const type = mediaType(subject.request);
    if (type !== FORM) yield { facts: [type] };
  },
};
