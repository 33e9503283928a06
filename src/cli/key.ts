import { type KeyAlgorithm, keyAlgorithmSchema } from '../core/clients/client-key.ts';
import { newKeyParams } from '../core/clients/new-key.ts';
import { publicJwks } from '../core/clients/public-jwks.ts';
import { err, ok, type Result } from '../core/result.ts';
import { keyThumbprint } from '../core/tokens/verify/key-thumbprint.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { writeTextFile } from './flow/written-flow.ts';
import { describeKeyFault, readSigningKey } from './node/client-keys.ts';
import { readTextFile } from './read-text-file.ts';

const ACTIONS = ['generate', 'public'] as const;

/** Makes a key that a client signs with, and tells the half of a key that a bank is given. */
export const key = defineCommand({
  name: 'key',
  usage:
    `generate [--alg ${keyAlgorithmSchema.options.join('|')}] [--key-id ID] [--out FILE] [--json]\n` +
    '  key public FILE [--key-id ID] [--json]   (PEM, JWK or JWK set)',
  summary: 'cli_key',
  options: { alg: { type: 'string' }, 'key-id': { type: 'string' }, out: { type: 'string' } },
  positionals: 2,
  async run({ values, positionals: [action, path] }) {
    if (action === 'generate' && path === undefined) return generate(values);
    if (action === 'public' && path !== undefined) return tell(path, values['key-id']);
    return action === 'public'
      ? err(english('cli_missing_option', 'FILE'))
      : err(english('cli_not_one_of', 'key', ACTIONS.join(', ')));
  },
});

interface KeyOutput {
  json: unknown;
  text: string;
  findings: [];
}

/** The private key goes into the file, or to standard output where none is named, for other programs to keep. */
async function generate(options: {
  alg?: string;
  out?: string;
  'key-id'?: string;
}): Promise<Result<KeyOutput, string>> {
  const alg = keyAlgorithmSchema.safeParse(options.alg ?? 'ES256');
  if (!alg.success) {
    return err(english('cli_not_one_of', '--alg', keyAlgorithmSchema.options.join(', ')));
  }
  const jwk = await newPrivateJwk(alg.data, options['key-id']);
  const text = JSON.stringify(jwk, null, 2);
  const { out } = options;
  if (out === undefined) return ok({ json: jwk, text, findings: [] });
  const written = writeTextFile(out, `${text}\n`, 'new');
  if (!written.ok) return written;
  const told = await tell(out);
  if (!told.ok) return told;
  const { json, text: jwks } = told.value;
  return ok({
    json: { written: out, jwks: json },
    text: `${english('cli_key_written', out)}\n\n${jwks}`,
    findings: [],
  });
}

/** @see RFC 7517 §4, RFC 7638 §3: the key's own thumbprint is a name that no other key has */
async function newPrivateJwk(alg: KeyAlgorithm, keyId: string | undefined): Promise<object> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(newKeyParams(alg), true, ['sign', 'verify']);
  const exported = await subtle.exportKey('jwk', (pair as CryptoKeyPair).privateKey);
  const { key_ops: _ops, ext: _ext, ...jwk } = exported;
  const kid = keyId ?? (await keyThumbprint({ ...jwk }, subtle));
  return { ...jwk, alg, use: 'sig', kid };
}

/** The JWK set to register; nothing private is in it. */
async function tell(path: string, kid?: string): Promise<Result<KeyOutput, string>> {
  const text = readTextFile(path);
  if (!text.ok) return text;
  const read = await readSigningKey(text.value, { id: 'client-key', kid });
  if (!read.ok) return err(describeKeyFault(read.error));
  const jwks = publicJwks(read.value.known) ?? '';
  return ok({ json: JSON.parse(jwks), text: jwks, findings: [] });
}
