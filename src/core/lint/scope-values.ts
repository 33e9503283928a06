import { givenValue } from './given-parameter.ts';
import type { ScopeSubject } from './rules/scope-grammar.ts';

/** What people put between scope values in the place of the bank's separator. */
const MIXED_UP = /[\s,;|]+/;

/** The single values of a scope, in order, without empty ones. @see RFC 6749 §3.3 */
export function scopeValues(scope: string, separator = ' '): string[] {
  return scope.split(separator).filter((value) => value !== '');
}

/** The scope values that a request asks for, told apart even where the wrong separator stands between them. */
export function askedScopes({ request: { parameters }, profile }: ScopeSubject): string[] {
  const known = profile?.scope.values ?? [];
  return scopeValues(givenValue(parameters, 'scope') ?? '', profile?.scope.separator)
    .flatMap((value) => (known.includes(value) ? [value] : value.split(MIXED_UP)))
    .filter((value) => value !== '');
}
