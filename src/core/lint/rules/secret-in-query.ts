import type { TokenRequestSubject } from '../lint-token-request.ts';
import type { Rule } from '../rule.ts';
import { sentParameters } from '../sent-parameters.ts';
import { tokenTemplate } from '../token-template.ts';

const SECRETS = [
  'client_secret',
  'client_assertion',
  'assertion',
  'code',
  'code_verifier',
  'refresh_token',
  'access_token',
  'password',
];

export const secretInQuery: Rule<TokenRequestSubject> = {
  id: 'TQ04',
  slug: 'secret-in-query',
  severity: 'error',
  actor: 'you',
  source: 'RFC 6749 §2.3.1',
  *check(subject) {
    if (tokenTemplate(subject)?.placement === 'query') return;
    for (const { name, value } of sentParameters(subject.request).query) {
      if (SECRETS.includes(name) && value !== '') yield { facts: [name, value.length] };
    }
  },
};
