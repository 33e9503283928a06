import { bankWords } from '../../lint/bank-words.ts';
import type { MessageKey, Messages } from '../../messages.ts';
import type { KeyVerdict } from './try-keys.ts';

/**
 * What keys made of a token, in words, with what it does not prove.
 *
 * @param source where the keys came from, e.g. an address
 */
export function describeVerdict(
  kind: 'jwt' | 'jwe',
  { verdict, alg, key, why }: KeyVerdict,
  source: string,
  messages: Messages,
): string {
  const detail = verdict === 'refused' ? why : verdict === 'no_key' ? 'key' : kind;
  return messages(
    `verify_${verdict}_${detail}` as MessageKey,
    bankWords(key),
    bankWords(alg),
    source,
  );
}
