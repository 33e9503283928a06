import { bankWords } from '../bank-words.ts';
import type { TokenSubject } from '../lint-token.ts';
import type { Rule } from '../rule.ts';

/** @see OpenID Connect Core §5.1 */
const NAMES =
  /^(name|(given|family|middle|nick|last|first|preferred_user)_?name|e?mail|phone(_number)?|birth_?date|address|iban|gender|national_?id|tax_?id|ssn)$/i;
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,}$/i;
const IBAN = /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/;
/** Claims that are named; more of them tell nothing new. */
const MOST = 12;

export const personalData: Rule<TokenSubject> = {
  id: 'JW25',
  slug: 'personal-data',
  severity: 'info',
  actor: 'you',
  source: 'RFC 7519 §12',
  *check({ decoded }) {
    const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
    const found = new Set<string>();
    // It grows while it is walked.
    const members: [string, unknown][] = Object.entries(claims ?? {});
    for (const [name, value] of members) {
      if (found.size >= MOST) break;
      if (typeof value === 'object' && value !== null) {
        for (const [inner, one] of Object.entries(value)) {
          members.push([Array.isArray(value) ? name : inner, one]);
        }
      }
      if (isPersonal(name, value)) found.add(bankWords(name));
    }
    if (found.size > 0) yield { facts: [[...found].join(', ')] };
  },
};

function isPersonal(name: string, value: unknown): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return false;
  if (NAMES.test(name)) return true;
  if (typeof value !== 'string') return false;
  const compact = value.length < 50 ? value.replaceAll(' ', '') : '';
  return (value.length < 320 && MAIL.test(value)) || (IBAN.test(compact) && hasIbanSum(compact));
}

/** @see ISO 7064, MOD 97-10 */
function hasIbanSum(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of Number.parseInt(character, 36).toString()) {
      rest = (rest * 10 + Number(digit)) % 97;
    }
  }
  return rest === 1;
}
