import * as z from 'zod/mini';

/** RFC 6749 §1.3 grants that a profile can describe. */
export const grantSchema = z.enum(['authorization_code', 'client_credentials']);
export type Grant = z.infer<typeof grantSchema>;

/** RFC 8414 names of client authentication, and the ways of banks that have no such name. */
export const clientAuthenticationSchema = z.enum([
  'none',
  'client_secret_post',
  'client_secret_basic',
  /** the same without form-encoding id and secret first, as some servers read it */
  'client_secret_basic_raw',
  'tls_client_auth',
  'private_key_jwt',
  /** the same, signed with the client secret */
  'client_secret_jwt',
  'self_signed_tls_client_auth',
  /** id and secret stand where the profile's templates put them: own headers, other names */
  'in_template',
  'http_signature',
  'self_signed_jwt',
]);
export type ClientAuthentication = z.infer<typeof clientAuthenticationSchema>;

/** Whether a client may choose a method at a bank: where basic is taken, a bank may turn out to want it raw. */
export function takesMethod(
  { clientAuthentication: taken }: { clientAuthentication: readonly string[] },
  method: ClientAuthentication,
): boolean {
  return taken.includes(method) || taken.includes(method.replace('_raw', ''));
}
