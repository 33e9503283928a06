import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { CertifiedKey } from './certified-key.ts';
import { der } from './der.ts';

const iterations = 2048;

const oid = {
  data: der(0x06, Buffer.from('2a864886f70d010701', 'hex')),
  shroudedKeyBag: der(0x06, Buffer.from('2a864886f70d010c0a0102', 'hex')),
  certificateBag: der(0x06, Buffer.from('2a864886f70d010c0a0103', 'hex')),
  x509Certificate: der(0x06, Buffer.from('2a864886f70d01091601', 'hex')),
  localKeyId: der(0x06, Buffer.from('2a864886f70d010915', 'hex')),
  sha256: der(0x06, Buffer.from('608648016503040201', 'hex')),
};

/**
 * A PKCS #12 file with one key and its certificate, as browsers import it. Node can read such files
 * but not write them.
 *
 * @see RFC 7292 §4 and §5.1
 */
export function encodePkcs12(certified: CertifiedKey, password: string): Buffer {
  const id = createHash('sha1').update(certified.certificateDer).digest();
  const attributes = set(sequence(oid.localKeyId, set(octets(id))));
  const encryptedKey = certified.key.export({
    type: 'pkcs8',
    format: 'der',
    cipher: 'aes-256-cbc',
    passphrase: password,
  });
  const certificate = sequence(oid.x509Certificate, explicit(octets(certified.certificateDer)));
  const bags = [
    sequence(sequence(oid.certificateBag, explicit(certificate), attributes)),
    sequence(sequence(oid.shroudedKeyBag, explicit(encryptedKey), attributes)),
  ];
  const content = sequence(...bags.map((bag) => dataContent(bag)));
  const salt = randomBytes(16);
  const mac = createHmac('sha256', macKey(password, salt)).update(content).digest();
  const digest = sequence(sequence(oid.sha256, der(0x05, Buffer.alloc(0))), octets(mac));
  const macData = sequence(digest, octets(salt), integer(iterations));
  return sequence(integer(3), dataContent(content), macData);
}

/** One block of the key derivation is all that HMAC-SHA-256 takes. @see RFC 7292 appendix B.2 */
function macKey(password: string, salt: Buffer): Buffer {
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const purpose = Buffer.alloc(64, 3);
  let key = Buffer.concat([purpose, filled(salt), filled(secret)]);
  for (let round = 0; round < iterations; round += 1) {
    key = createHash('sha256').update(key).digest();
  }
  return key;
}

/** Repeated up to a whole number of 64-byte blocks. */
function filled(bytes: Buffer): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);
}

function dataContent(content: Buffer): Buffer {
  return sequence(oid.data, explicit(octets(content)));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(...parts: Buffer[]): Buffer {
  return der(0x31, Buffer.concat(parts));
}

function explicit(content: Buffer): Buffer {
  return der(0xa0, content);
}

function octets(content: Buffer): Buffer {
  return der(0x04, content);
}

function integer(value: number): Buffer {
  const bytes = value < 128 ? [value] : [value >> 8, value & 0xff];
  return der(0x02, Buffer.from(bytes));
}
