import { bankWords } from '../bank-words.ts';
import type { ExpectedRequest } from '../expected-request.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';
import { type WrittenValue, writtenValues } from '../written-values.ts';

/** Lists with blanks between their values: there `+` is the blank of a form, which is right. */
const LISTS = ['scope', 'response_type', 'prompt', 'acr_values', 'ui_locales', 'claims_locales'];

/** Where the profile names an encoding in which a sign is right, the sign is no fault. */
export const encodingSuspect: Rule<AuthorizationRequestSubject & ExpectedRequest> = {
  id: 'AQ19',
  slug: 'encoding-suspect',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 6749 App. B',
  *check({ request: { url }, template }) {
    for (const written of writtenValues(url)) {
      const { name } = written;
      const encoding = template?.parameters.find((one) => one.name === name)?.encoding;
      if (encoding === 'raw') continue;
      for (const [found, read] of suspects(written)) {
        if (found === '+' && encoding === 'form') continue;
        const isList = found === '+' && encoding === undefined && LISTS.includes(name);
        yield { facts: [bankWords(name), found, read], severity: isList ? 'info' : 'warn' };
      }
    }
    const [query = '', ...fragment] = url.split('#');
    const last = [...writtenValues(query)].at(-1);
    if (last && fragment.length > 0) yield { facts: [bankWords(last.name), '#', ''] };
  },
};

/** What stands in a value, and as what a server reads it. */
function* suspects({ raw, value }: WrittenValue): Iterable<[string, string]> {
  // An address inside a value has an encoding of its own, which is then encoded once more.
  const [twice] = /%25[0-9a-f]{2}/i.exec(raw) ?? [];
  if (twice && !value.includes('://')) yield [twice, `%${twice.slice(3)}`];
  const [broken] = /%(?![0-9a-f]{2}).{0,2}/i.exec(raw) ?? [];
  if (broken) yield [broken, broken];
  if (raw.includes('+')) yield ['+', ' '];
  if (/\s/.test(raw)) yield [' ', ' '];
}
