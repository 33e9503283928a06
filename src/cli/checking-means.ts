import type { CheckingMeans } from '../core/lint/check-token.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Jwk } from '../core/tokens/verify/jwk.ts';
import type { KeyBinding } from '../core/tokens/verify/key-binding.ts';
import { readBinding } from '../core/tokens/verify/read-binding.ts';
import { readKeys, readSecret } from '../core/tokens/verify/read-keys.ts';
import { english } from './english.ts';
import { readTextFile } from './read-text-file.ts';

/** Options that name what a token is checked with. Secrets come in files, so that no shell remembers them. */
export const checkingOptions = {
  jwks: { type: 'string' },
  key: { type: 'string' },
  secret: { type: 'string' },
  certificate: { type: 'string' },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
  nonce: { type: 'string' },
} as const;

type CheckingValues = { [Name in keyof typeof checkingOptions]?: string | undefined };

export interface GivenMeans {
  means: CheckingMeans;
  /** where the keys came from */
  source: string;
  /** without anything given, a token is only decoded */
  asked: boolean;
}

/** What a token is checked with, and where the keys came from; a sentence where a file holds none. */
export async function readCheckingMeans(
  values: CheckingValues,
): Promise<Result<GivenMeans, string>> {
  const keys: Jwk[] = [];
  const sources: string[] = [];
  for (const option of ['jwks', 'key', 'secret'] as const) {
    const path = values[option];
    if (path === undefined) continue;
    const text = readTextFile(path);
    if (!text.ok) return text;
    const read =
      option === 'secret' ? readSecret(text.value) : await readKeys(text.value, crypto.subtle);
    if (!read.ok) return err(`--${option}: ${english(`keys_${read.error}`)}`);
    keys.push(...read.value);
    sources.push(path);
  }
  const binding = await readBindingFile(values.certificate);
  if (!binding.ok) return binding;
  const { issuer, 'client-id': clientId, nonce } = values;
  const idToken = issuer || clientId || nonce ? { issuer, clientId, nonce } : undefined;
  const means = { keys, idToken, binding: binding.value };
  const asked = Object.keys(checkingOptions).some((name) => name in values);
  return ok({ means, source: sources.join(', '), asked });
}

/** The certificate or DPoP key in use. */
async function readBindingFile(
  path: string | undefined,
): Promise<Result<KeyBinding | undefined, string>> {
  if (path === undefined) return ok(undefined);
  const text = readTextFile(path);
  if (!text.ok) return text;
  const read = await readBinding(text.value, crypto.subtle);
  return read.ok ? read : err(`--certificate: ${english(`keys_${read.error}`)}`);
}
