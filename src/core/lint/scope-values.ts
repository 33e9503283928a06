/** The single values of a scope, in order, without empty ones. @see RFC 6749 §3.3 */
export function scopeValues(scope: string, separator = ' '): string[] {
  return scope.split(separator).filter((value) => value !== '');
}
