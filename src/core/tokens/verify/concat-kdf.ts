import { fourBytes, joined } from './content-encryption.ts';
import { type Bytes, bytesOf } from './jwk.ts';

/**
 * A key of so many bits from an agreed secret, for an algorithm by its name.
 *
 * @see RFC 7518 §4.6.2
 */
export async function concatKdf(
  secret: Bytes,
  algorithm: string,
  bits: number,
  { apu, apv }: { apu?: unknown; apv?: unknown },
  subtle: SubtleCrypto,
): Promise<Bytes> {
  const named = [new TextEncoder().encode(algorithm), bytesOf(apu), bytesOf(apv)];
  const about = named.flatMap((bytes) => [fourBytes(bytes.length), bytes]);
  let derived: Bytes = new Uint8Array();
  for (let round = 1; derived.length * 8 < bits; round += 1) {
    const input = joined(fourBytes(round), secret, ...about, fourBytes(bits));
    derived = joined(derived, new Uint8Array(await subtle.digest('SHA-256', input)));
  }
  return derived.slice(0, bits / 8);
}
