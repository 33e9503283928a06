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
 * What the person typed, else what lies at the address that they or the profile name; else why there are none,
 * in a sentence. Call it straight from a click: browsers want the gesture when they ask for hosts.
 */
export async function gatherKeys(
  client: BackgroundClient | undefined,
  form: VerifyForm,
  place: KeyPlace | undefined,
): Promise<Result<GatheredKeys, string>> {
  if (form.keys.trim() !== '' || form.secret !== '') return keysTyped(form);
  const jwksUri = form.address.trim() || place?.jwksUri;
  if (!client || (!jwksUri && !place)) return err(message('keys_empty'));
  if (jwksUri) return keysAt(client, jwksUri);
  const start = place?.metadata || place?.issuer || '';
  const known = found.get(start);
  if (known) return keysAt(client, known.jwksUri, known.issuer);
  const document = place?.metadata
    ? await readDocument(client, start)
    : await discovered(client, start);
  if (!document.ok) return document;
  const { jwks_uri, issuer } = document.value as { jwks_uri?: unknown; issuer?: unknown };
  if (typeof jwks_uri !== 'string' || !URL.canParse(jwks_uri)) {
    return err(message('verify_no_jwks_uri', start));
  }
  found.set(start, { jwksUri: jwks_uri, issuer: typeof issuer === 'string' ? issuer : undefined });
  // The click is spent: another host can only be asked for in the next one.
  if ((await mayCall(jwks_uri)) === false) {
    return err(message('verify_press_again', new URL(jwks_uri).host));
  }
  return keysAt(client, jwks_uri, found.get(start)?.issuer, () => Promise.resolve(true));
}

async function keysTyped({ keys, secret }: VerifyForm): Promise<Result<GatheredKeys, string>> {
  const lists = [
    ...(keys.trim() === '' ? [] : [await readKeys(keys, crypto.subtle)]),
    ...(secret === '' ? [] : [readSecret(secret)]),
  ];
  const all: Jwk[] = [];
  for (const list of lists) {
    if (!list.ok) return err(message(`keys_${list.error}`));
    all.push(...[list.value].flat());
  }
  return ok({ keys: all, source: message('verify_given') });
}

async function keysAt(
  client: BackgroundClient,
  address: string,
  issuer?: string,
  ask = askForHost,
): Promise<Result<GatheredKeys, string>> {
  const document = await readDocument(client, address, ask);
  if (!document.ok) return document;
  const keys = await readKeys(JSON.stringify(document.value), crypto.subtle);
  if (!keys.ok) return err(message('verify_no_keys_there', address));
  return ok({ keys: keys.value, source: address, issuer });
}

async function discovered(
  client: BackgroundClient,
  issuer: string,
): Promise<Result<unknown, string>> {
  const document = await discover(client, issuer);
  return document.ok ? ok(document.value.json) : err(document.error.join(' '));
}

async function readDocument(
  client: BackgroundClient,
  address: string,
  ask = askForHost,
): Promise<Result<unknown, string>> {
  if (!URL.canParse(address) || !isSecureAddress(address))
    return err(message('verify_bad_address'));
  if (!(await ask(address).catch(() => false))) {
    return err(message('problem_host_denied', new URL(address).host));
  }
  const reply = await client.ask('fetchDocument', { url: address }).catch(() => undefined);
  if (!reply) return err(message('bank_worker_stopped'));
  if (!reply.ok) return err(documentFailureText(reply.error));
  const { status, text } = reply.value;
  return status === 200 ? ok(JSON.parse(text)) : err(message('import_status', address, status));
}
