import type { Parameter } from '../../oauth/parameter.ts';
import type { Rule } from '../rule.ts';

/** The implicit and the password grant, by any spelling of the parameter's name. */
export const retiredGrant: Rule<{ sent: readonly Parameter[] }> = {
  id: 'PR08',
  slug: 'retired-grant',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9700 §2.1.2, §2.4',
  *check({ sent }) {
    for (const { name, value } of sent) {
      const plain = name.toLowerCase().replace(/[^a-z]/g, '');
      const implicit = plain === 'responsetype' && value.split(' ').includes('token');
      if (implicit || (plain === 'granttype' && value === 'password')) {
        yield { facts: [`${name}=${value}`] };
      }
    }
  },
};
