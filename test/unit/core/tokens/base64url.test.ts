import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  decodeBase64url,
  decodeBase64urlLeniently,
  decodePlainBase64,
  encodeBase64url,
  toPlainBase64,
} from '../../../../src/core/tokens/base64url.ts';
import { runs } from '../../../extent.ts';

// Thousands of generated texts take longer on a machine that does much else.
vi.setConfig({ testTimeout: 30_000 });

const octets = fc.uint8Array({ maxLength: 200 });

describe('strict reading', () => {
  it('encodes the octets that RFC 7515 App. C prints', () => {
    expect(encodeBase64url(Uint8Array.of(3, 236, 255, 224, 193))).toBe('A-z_4ME');
  });

  it('agrees with Buffer in both directions', () => {
    fc.assert(
      fc.property(octets, (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(encodeBase64url(bytes)).toBe(text);
        expect(decodeBase64url(text)).toEqual({ ok: true, value: bytes });
      }),
    );
  });

  it('accepts a text exactly when Buffer writes it back unchanged', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...'ABCDwxyz0189-_+/= '),
      maxLength: 12,
    });
    fc.assert(
      fc.property(almost, (text) => {
        const canonical = Buffer.from(text, 'base64url').toString('base64url') === text;
        expect(decodeBase64url(text).ok).toBe(canonical);
      }),
    );
  });

  it.each([
    ['padding', 'QQ==', { kind: 'illegal_character', position: 2, character: '=' }],
    ['the other alphabet', 'A+z/', { kind: 'illegal_character', position: 1, character: '+' }],
    ['a blank', 'QU JD', { kind: 'illegal_character', position: 2, character: ' ' }],
    ['a length that no bytes have', 'QUJDR', { kind: 'impossible_length', position: 4 }],
    ['bits behind the last byte', 'QR', { kind: 'stray_bits', position: 1 }],
  ])('refuses %s and says where', (_what, text, error) => {
    expect(decodeBase64url(text)).toEqual({ ok: false, error });
  });
});

describe('reading by the engine', () => {
  it('takes exactly what the strict reader takes, and gives the same bytes', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...'ABCDwxyz0189-_+/= \n\u00a0é'),
      maxLength: 12,
    });
    const any = fc.oneof(almost, octets.map(encodeBase64url));
    fc.assert(
      fc.property(any, (text) => {
        const strict = decodeBase64url(text);
        const plain = toPlainBase64(text);
        const binary = plain === undefined ? undefined : decodePlainBase64(plain);
        expect(binary !== undefined).toBe(strict.ok);
        if (strict.ok)
          expect(Buffer.from(binary ?? '', 'latin1')).toEqual(Buffer.from(strict.value));
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe('lenient reading', () => {
  it.each([
    ['padding', 'QQ=='],
    ['blanks', ' Q Q\n'],
    ['stray bits', 'QR'],
  ])('repairs %s', (_what, text) => {
    expect(decodeBase64urlLeniently(text)).toEqual(Uint8Array.of(65));
  });

  it('reads the other alphabet', () => {
    expect(decodeBase64urlLeniently('A+z/4ME=')).toEqual(Uint8Array.of(3, 236, 255, 224, 193));
  });

  it('gives up on characters of no alphabet', () => {
    expect(decodeBase64urlLeniently('Q§')).toBeUndefined();
  });

  it('never throws, and reads all that the strict reader reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), octets, (text, bytes) => {
        decodeBase64urlLeniently(text);
        expect(decodeBase64urlLeniently(encodeBase64url(bytes))).toEqual(bytes);
      }),
    );
  });
});
