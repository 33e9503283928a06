import type { CheckingMeans } from '../core/lint/check-token.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Jwk } from '../core/tokens/verify/jwk.ts';
import { readKeys, readSecret } from '../core/tokens/verify/read-keys.ts';
import { english } from './english.ts';
import { readTextFile } from './read-text-file.ts';

/** Options that name what a token is checked with. Secrets come in files, so that no shell remembers them. */
export const checkingOptions = {
  jwks: { type: 'string' },
  key: { type: 'string' },
  secret: { type: 'string' },
} as const;

type CheckingValues = { [Name in keyof typeof checkingOptions]?: string | undefined };

export interface GivenMeans {
  means: CheckingMeans;
  /** where the keys came from */
  source: string;
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
    keys.push(...[read.value].flat());
    sources.push(path);
  }
  return ok({ means: { keys }, source: sources.join(', ') });
}
