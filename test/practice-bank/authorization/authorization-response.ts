/** Which part of the redirect URI carries the parameters. */
export type ResponseMode = 'query' | 'fragment';

/**
 * The redirect URI with the given parameters added to its query, or as its fragment. A parameter
 * that is `undefined` is left out.
 *
 * @see RFC 6749 §4.1.2 and OAuth 2.0 Multiple Response Type Encoding Practices §2.1
 */
export function buildAuthorizationResponse(
  redirectUri: string,
  parameters: Record<string, string | undefined>,
  mode: ResponseMode = 'query',
): string {
  const location = new URL(redirectUri);
  const added = mode === 'query' ? location.searchParams : new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) added.append(name, value);
  }
  if (mode === 'fragment') location.hash = added.toString();
  return location.href;
}
