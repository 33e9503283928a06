import { err, ok, type Result } from '../../core/result.ts';
import type { Io } from '../command.ts';
import { english } from '../english.ts';
import { describeKeyFault, readSigningKey, type SigningKey } from '../node/client-keys.ts';
import type { TlsFiles } from '../node/node-fetch.ts';
import { readTextFile } from '../read-text-file.ts';

/** Options that say where secrets are. None takes a secret itself: arguments stand in the list of processes. */
export const secretOptions = {
  'client-secret-env': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'client-key': { type: 'string' },
  'key-id': { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  ca: { type: 'string' },
} as const;

export const SECRET_USAGE =
  '[--client-secret-env NAME | --client-secret-file FILE|-] [--client-key FILE [--key-id ID]]\n' +
  '  [--cert FILE --key FILE] [--ca FILE]';

export interface SecretOptions {
  'client-secret-env'?: string | undefined;
  'client-secret-file'?: string | undefined;
  'client-key'?: string | undefined;
  'key-id'?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  ca?: string | undefined;
}

/** What a client proves itself with. */
export interface GivenSecrets {
  /** `undefined`: nobody gave one */
  clientSecret: string | undefined;
  signingKey: SigningKey | undefined;
  tls: TlsFiles;
}

/** Reads the secrets that options and environment point at; a sentence where one is not to be had. */
export async function readSecrets(
  options: SecretOptions,
  io: Io,
): Promise<Result<GivenSecrets, string>> {
  const clientSecret = await readClientSecret(options, io);
  if (!clientSecret.ok) return clientSecret;
  const signingKey = await readClientKey(options);
  if (!signingKey.ok) return signingKey;
  if ((options.cert === undefined) !== (options.key === undefined)) {
    return err(english('cli_missing_option', options.cert === undefined ? '--cert' : '--key'));
  }
  const tls: TlsFiles = {};
  for (const name of ['cert', 'key', 'ca'] as const) {
    const path = options[name];
    if (path === undefined) continue;
    const text = readTextFile(path);
    if (!text.ok) return text;
    tls[name] = text.value;
  }
  return ok({ clientSecret: clientSecret.value, signingKey: signingKey.value, tls });
}

async function readClientSecret(
  options: SecretOptions,
  io: Io,
): Promise<Result<string | undefined, string>> {
  const { 'client-secret-env': name, 'client-secret-file': path } = options;
  if (path !== undefined) {
    const text = path === '-' ? ok(await io.readInput()) : readTextFile(path);
    // Editors and `echo` end a file with a line break, which no secret ends with.
    return text.ok ? ok(text.value.replace(/\r?\n$/, '')) : text;
  }
  const value = io.env[name ?? 'PSD2_CLIENT_SECRET'];
  return name !== undefined && value === undefined
    ? err(english('cli_no_variable', name))
    : ok(value || undefined);
}

/** The key that `--client-key` names; `undefined` where it names none. */
export async function readClientKey(
  options: Pick<SecretOptions, 'client-key' | 'key-id'>,
): Promise<Result<SigningKey | undefined, string>> {
  const path = options['client-key'];
  if (path === undefined) return ok(undefined);
  const text = readTextFile(path);
  if (!text.ok) return text;
  const key = await readSigningKey(text.value, { id: 'client-key', kid: options['key-id'] });
  return key.ok ? key : err(describeKeyFault(key.error));
}
