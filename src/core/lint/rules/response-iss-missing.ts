import { responseParameters } from '../../oauth/authorization-response.ts';
import { givenValue } from '../given-parameter.ts';
import type { ResponseSubject } from '../judge-response.ts';
import type { Rule } from '../rule.ts';
import { isInJwt } from './jarm-invalid.ts';

export const responseIssMissing: Rule<ResponseSubject> = {
  id: 'AP10',
  slug: 'response-iss-missing',
  severity: 'error',
  actor: 'bank',
  source: 'RFC 9207 §2.4, §3',
  *check({ response, expected: { issuer, issuerInResponse } }) {
    if (issuerInResponse !== 'required' || isInJwt(response)) return;
    if (givenValue(responseParameters(response), 'iss') === undefined)
      yield { facts: [issuer ?? ''] };
  },
};
