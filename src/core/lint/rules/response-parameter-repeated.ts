import { responseParameters } from '../../oauth/authorization-response.ts';
import { valuesOf } from '../../oauth/parameter.ts';
import { ANSWER_NAMES } from '../answer-names.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';

export const responseParameterRepeated: Rule<ResponseSubject> = {
  id: 'AP08',
  slug: 'response-parameter-repeated',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 6749 §3.1',
  *check({ response }) {
    for (const name of ANSWER_NAMES) {
      const times = valuesOf(responseParameters(response), name).length;
      if (times > 1) yield { facts: [name, times] };
    }
  },
};
