import { DEEPEST } from '../../tokens/decode-jwt.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

const DEMANDS = {
  not_utf8: 'UTF-8',
  not_json: 'JSON',
  not_an_object: '{ }',
  too_deep: `{ } × ${DEEPEST}`,
  missing: 'a.b.c',
} as const;

export const notJson: Rule<TokenSubject> = {
  id: 'JW04',
  slug: 'not-json',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 7515 §5.2; RFC 7519 §7.2',
  *check({ decoded }) {
    if (decoded.kind === 'opaque') return;
    for (const { name, fault } of decoded.parts) {
      if (fault && fault.kind !== 'base64url') yield { facts: [name, DEMANDS[fault.kind]] };
    }
  },
};
