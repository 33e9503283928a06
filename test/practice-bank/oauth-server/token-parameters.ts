import { err, ok, type Result } from '../../../src/core/result.ts';
import { type PracticeRequest, repeatedNames } from '../http/practice-request.ts';
import type { OAuthRules, TokenParameter } from './oauth-rules.ts';

/** Gives a parameter by its RFC name; `undefined` when it is missing or empty. */
export type TokenParameters = (parameter: TokenParameter) => string | undefined;

/**
 * The parameters of a token request, from the one place where the server reads them. Fails with a
 * sentence for the client when a parameter stands elsewhere, twice, or is not text.
 */
export function readTokenParameters(
  request: PracticeRequest,
  { place, names }: OAuthRules['tokenRequest'],
): Result<TokenParameters, string> {
  const members = readMembers(request, place);
  if (!members.ok) return members;
  const values = new Map(members.value);
  return ok((parameter) => values.get(names[parameter]) || undefined);
}

function readMembers(
  request: PracticeRequest,
  place: OAuthRules['tokenRequest']['place'],
): Result<[name: string, value: string][], string> {
  if (place === 'query') {
    return request.body.length > 0
      ? err('The parameters belong in the query; the body must be empty.')
      : once(request.query);
  }
  if (request.query.size > 0) return err('The parameters belong in the body, not in the query.');
  if (place === 'form') {
    return request.contentType === 'application/x-www-form-urlencoded'
      ? once(request.form)
      : err('The body must be application/x-www-form-urlencoded.');
  }
  if (request.json === undefined) return err('The body must be an object in application/json.');
  const members: [name: string, value: string][] = [];
  for (const [name, value] of Object.entries(request.json)) {
    if (typeof value !== 'string') return err(`${name} must be a string.`);
    members.push([name, value]);
  }
  return ok(members);
}

function once(parameters: URLSearchParams): Result<[name: string, value: string][], string> {
  return repeatedNames(parameters).length > 0
    ? err('A parameter is present more than once.')
    : ok([...parameters]);
}
