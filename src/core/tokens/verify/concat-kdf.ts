import { joined } from './content-encryption.ts';
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
  { apu, apv }: { apu: unknown; apv: unknown },
  subtle: SubtleCrypto,
): Promise<Bytes> {
  const named = [new TextEncoder().encode(algorithm), bytesOf(apu), bytesOf(apv)];
  const about = named.flatMap((bytes) => [fourBytes(bytes.length), bytes]);
  const rounds: Bytes[] = [];
  for (let round = 1; round <= Math.ceil(bits / 256); round += 1) {
    const input = joined(fourBytes(round), secret, ...about, fourBytes(bits));
    rounds.push(new Uint8Array(await subtle.digest('SHA-256', input)));
  }
  return joined(...rounds).slice(0, bits / 8);
}

function fourBytes(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
