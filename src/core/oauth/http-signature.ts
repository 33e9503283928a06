import type { BankProfile } from '../banks/bank-profile.ts';
import { templateValues } from '../banks/request-values.ts';
import { fillTemplate } from '../banks/template.ts';
import { err, ok, type Result } from '../result.ts';
import { type HttpRequest, headerOf } from './http-message.ts';
import type { FlowPlan } from './request-draft.ts';

/** Stands for method, path and query among the headers. */
const REQUEST_TARGET = '(request-target)';

/** How a bank wants API requests signed, where that is a way that this tool has. */
export function apiSignature({
  signature,
}: Pick<BankProfile, 'signature'>): BankProfile['signature'] {
  return signature?.scheme === 'cavage' && signature.on.includes('api') ? signature : undefined;
}

/** What a sandbox takes in place of a signature, where the plan goes to one that does. */
export function signatureBypass({ profile, draft }: FlowPlan): string | undefined {
  const { kind } = profile.environments[draft.environment] ?? {};
  return kind === 'sandbox' ? apiSignature(profile)?.bypass : undefined;
}

/** How the bank finds the key: as the person says, else as the profile does, else by the client. */
export function signatureKeyId({ profile, draft }: FlowPlan): string {
  const { clientId, clientKey, environment, variables } = draft;
  if (clientKey?.kid) return clientKey.kid;
  const values = templateValues(profile, environment, variables, { clientId }) ?? {};
  return fillTemplate(profile.signature?.keyId ?? '{clientId}', values);
}

/** The `Digest` of a body's exact bytes; of no body, that of no bytes. @see RFC 3230 §4.3.2, RFC 5843 §2.2 */
export async function bodyDigest(body = ''): Promise<string> {
  const bytes = new TextEncoder().encode(body);
  return `SHA-256=${base64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))}`;
}

/**
 * The text that is signed.
 *
 * @param request with the headers that go out
 * @param names lower-case, in the order in which they are signed
 * @returns or the names of headers that are not there
 * @see draft-cavage-http-signatures-12 §2.3
 */
export function signingString(
  request: Pick<HttpRequest, 'method' | 'url' | 'headers'>,
  names: readonly string[],
): Result<string, string[]> {
  const { pathname, search } = new URL(request.url);
  const target = `${request.method.toLowerCase()} ${pathname}${search}`;
  const signed = (name: string) =>
    name === REQUEST_TARGET ? target : headerOf(request, name)?.trim();
  const missing = names.filter((name) => signed(name) === undefined);
  return missing.length > 0
    ? err(missing)
    : ok(names.map((name) => `${name}: ${signed(name)}`).join('\n'));
}

/** The value of the `Signature` header. @see draft-cavage-http-signatures-12 §4.1 */
export function signatureHeader(
  keyId: string,
  names: readonly string[],
  signature: Uint8Array,
): string {
  return `keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${base64(signature)}"`;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
