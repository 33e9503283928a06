import { templateValues } from '../../../core/banks/request-values.ts';
import { isSecureAddress } from '../../../core/lint/secure-address.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { Jwk } from '../../../core/tokens/verify/jwk.ts';
import { readKeys, readSecret } from '../../../core/tokens/verify/read-keys.ts';
import { askForHost } from '../../ask-for-host.ts';
import type { BackgroundClient } from '../../background-client.ts';
import { documentFailureText } from '../../banks/document-failure-text.ts';
import { discover } from '../../banks/import/discover.ts';
import { mayCall, message } from '../../browser.ts';
import type { VerifyForm, VerifySubject } from './verify-subject.ts';

/** Keys and where they came from; never from the token itself. */
export interface GatheredKeys {
  keys: Jwk[];
  /** in words, or an address */
  source: string;
  /** as the bank's own metadata names it, where that was read */
  issuer?: string | undefined;
}

/** Where a profile says that the bank's keys lie, or how to find out. */
export interface KeyPlace {
  jwksUri: string | undefined;
  metadata: string | undefined;
  issuer: string | undefined;
}

/** What metadata documents said, for as long as the panel lives. */
const found = new Map<string, { jwksUri: string; issuer: string | undefined }>();

export function keyPlaceOf(subject: VerifySubject): KeyPlace | undefined {
  if (subject.kind === 'pasted') return undefined;
  const { profile, draft } = subject.flow.started.plan;
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const { jwksUri, metadata, issuer } = values;
  return jwksUri || metadata || issuer ? { jwksUri, metadata, issuer } : undefined;
}

/**
 * What the person typed, a secret before keys, else what lies at the address that they or the profile name; else why there are none,
 * in a sentence. Call it straight from a click: browsers want the gesture when they ask for hosts.
 */
export async function gatherKeys(
  client: BackgroundClient | undefined,
  form: VerifyForm,
  place: KeyPlace | undefined,
): Promise<Result<GatheredKeys, string>> {
  if (form.keys.trim() !== '' || form.secret !== '') return keysTyped(form);
  const address = form.address.trim() || place?.jwksUri;
  if (!client || (!address && !place)) return err(message('keys_empty'));
  if (address) return keysAt(client, address);
  const start = place?.metadata || place?.issuer || '';
  const known = found.get(start);
  if (known) return keysAt(client, known.jwksUri, known.issuer);
  const document = await discover(client, start);
  if (!document.ok) return err(document.error.join(' '));
  const { jwks_uri: jwksUri, issuer } = (document.value.json ?? {}) as Record<
    string,
    string | undefined
  >;
  if (!jwksUri || !URL.canParse(jwksUri)) return err(message('verify_no_jwks_uri', start));
  found.set(start, { jwksUri, issuer });
  // The click is spent: another host can only be asked for in the next one.
  if ((await mayCall(jwksUri)) === false) {
    return err(message('verify_press_again', new URL(jwksUri).host));
  }
  return keysAt(client, jwksUri, issuer, async () => true);
}

async function keysTyped({ keys, secret }: VerifyForm): Promise<Result<GatheredKeys, string>> {
  const read = secret === '' ? await readKeys(keys, crypto.subtle) : readSecret(secret);
  if (!read.ok) return err(message(`keys_${read.error}`));
  return ok({ keys: read.value, source: message('verify_given') });
}

async function keysAt(
  client: BackgroundClient,
  address: string,
  issuer?: string,
  ask = askForHost,
): Promise<Result<GatheredKeys, string>> {
  if (!isSecureAddress(address)) {
    return err(message('verify_bad_address'));
  }
  if (!(await ask(address).catch(() => false))) return err(message('bank_host_denied'));
  const reply = await client.ask('fetchDocument', { url: address }).catch(() => undefined);
  if (!reply) return err(message('bank_worker_stopped'));
  if (!reply.ok) return err(documentFailureText(reply.error));
  const { status, text } = reply.value;
  if (status !== 200) return err(message('import_status', address, status));
  const keys = await readKeys(text, crypto.subtle);
  if (!keys.ok) return err(message('keys_unreadable'));
  return ok({ keys: keys.value, source: address, issuer });
}
