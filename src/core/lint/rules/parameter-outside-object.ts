import { decodeToken } from '../../tokens/decode-jwt.ts';
import { bankWords } from '../bank-words.ts';
import { givenValue } from '../given-parameter.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** What may stand beside a reference, which cannot be looked into. @see OpenID Connect Core §6.2 */
const BESIDE = ['client_id', 'request', 'request_uri', 'response_type', 'scope'];

export const parameterOutsideObject: Rule<AuthorizationRequestSubject> = {
  id: 'AQ25',
  slug: 'parameter-outside-object',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9101 §6.3',
  *check({ request: { parameters } }) {
    const object = givenValue(parameters, 'request');
    const decoded = object === undefined ? undefined : decodeToken(object);
    const claims = decoded?.kind === 'jwt' ? decoded.claims : undefined;
    if (!claims && givenValue(parameters, 'request_uri') === undefined) return;
    const outside = parameters.filter(({ name, value }) =>
      claims ? name !== 'request' && claims[name] !== value : !BESIDE.includes(name),
    );
    if (outside.length > 0) {
      yield { facts: [bankWords(outside.map(({ name }) => name).join(', '))] };
    }
  },
};
