import { jsonType } from '../json-type.ts';
import type { TokenAnswerSubject } from '../lint-token-answer.ts';
import type { Rule } from '../rule.ts';
import { mustSayScope } from './response-scope-missing.ts';

/** A list is no scope either. Where the bank promises the member, the rule for that speaks instead. */
export const scopeSilent: Rule<TokenAnswerSubject> = {
  id: 'TR16',
  slug: 'scope-silent',
  severity: 'info',
  actor: 'bank',
  source: 'RFC 6749 §3.3, §5.1',
  *check({ read, profile, requestedScope }) {
    if (read.kind !== 'tokens' || read.members.scope !== undefined || mustSayScope(profile)) return;
    const { scope } = read.json;
    const isOther = scope !== undefined && typeof scope !== 'string';
    if (requestedScope === '' && !isOther) return;
    yield { facts: [requestedScope, jsonType(scope)], ...(isOther ? { severity: 'warn' } : {}) };
  },
};
