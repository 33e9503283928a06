import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { lintPasted } from '../../../../src/core/lint/lint-pasted.ts';
import { decodeToken } from '../../../../src/core/tokens/decode-jwt.ts';
import { recogniseText } from '../../../../src/core/tokens/recognise-text.ts';
import { runs, spread } from '../../../extent.ts';
import { encodeText, fakeToken, RFC7515_A2 } from '../../../fixtures/tokens.ts';

// Thousands of generated texts take longer on a machine that does much else.
vi.setConfig({ testTimeout: 30_000 });

/** Milliseconds: several times what any of it takes, and a small part of what a pattern takes that goes by the square. */
const LIMIT = 200;
const NOW_MS = 1_763_700_000_000;

function read(pasted: string): void {
  const recognised = recogniseText(pasted);
  if (recognised.kind === 'empty') return;
  for (const named of recognised.tokens.slice(0, 3)) lintPasted(named, recognised, NOW_MS);
}

it('a token is decoded to what was put in', () => {
  const claims = fc.dictionary(
    fc.string({ maxLength: 6 }),
    fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.integer(), fc.constant(null)),
    { maxKeys: 4 },
  );
  fc.assert(
    fc.property(claims, (body) => {
      const decoded = decodeToken(fakeToken({ alg: 'ES256' }, body));
      expect(JSON.stringify(decoded.kind === 'jwt' && decoded.claims)).toBe(JSON.stringify(body));
    }),
    { numRuns: runs(1000), seed: 7519 },
  );
});

const header = 'eyJhbGciOiJFUzI1NiJ9';

/** What a careless pattern trips over when it comes again and again. */
const UNITS = [
  ...[
    'a',
    ' ',
    '\n',
    '\t \n',
    '.',
    '~',
    '=',
    '"',
    "'",
    ',',
    '>',
    '\\',
    '%',
    '%2',
    '%2E',
    '{',
    '[',
    '…',
    '\u200B',
  ],
  ...[
    'a.',
    'a\n',
    '. ',
    '> ',
    '\\"',
    '\\\\',
    '=\n',
    '=3D',
    '"a":',
    '{"a":',
    '[{',
    'a=b&',
    'ey',
    'eyJ',
    'eyJ.',
  ],
  ...[
    'eyJaaaaaaa\n',
    'eyJaaaaaaa.\n',
    'eyJaaaaaa.a.a\n',
    'eyJaaaaaa.a.a ',
    `${header}.e30.\n`,
    `${RFC7515_A2}\n`,
  ],
  ...[
    'Bearer ',
    'Bearer a ',
    'Basic ',
    'Basic aaaa ',
    'access_token',
    'access_token=',
    'access_token: ',
  ],
  ...[
    'curl ',
    '\ncurl ',
    '-d ',
    "'",
    'https://',
    'https://a.example/?a=',
    '\x1b[',
    '\x1b[0',
    'authorization: ',
  ],
];

/** Texts of 64 kB at which a careless pattern takes the square of its time. */
describe('64 kB take no time', () => {
  const fill = (text: string, size = 64_000) =>
    text.repeat(Math.ceil(size / text.length)).slice(0, size);

  it.each(spread(UNITS, 4))('%j over and over', (unit) => {
    const starts = ['', `${header}.e30.`, '{"a":"', '"{\\"', 'https://a.example/?code='];
    for (const start of starts) {
      for (const end of ['', ` x\n${RFC7515_A2}`]) {
        const text = start + fill(unit) + end;
        const best = quickest(() => read(text));
        expect(best, JSON.stringify([start, unit, end])).toBeLessThan(LIMIT);
      }
    }
  });

  it.each([
    ['claims', fakeToken({ alg: 'ES256' }, { x: fill('a', 45_000) })],
    ['one name over and over', `${header}.${encodeText(`{${fill('"a":1,', 45_000)}"a":1}`)}.`],
    ['levels', `${header}.${encodeText(`{"a":${fill('[', 20_000)}${fill(']', 20_000)}}`)}.`],
    ['disclosures', `${header}.e30.~${fill('WyJhIl0~')}`],
    [
      'crit',
      fakeToken(
        { alg: 'ES256', crit: Array.from({ length: 9000 }, (_, at) => `c${at % 3000}`) },
        {},
      ),
    ],
    [
      'aud',
      fakeToken({ alg: 'ES256' }, { aud: Array.from({ length: 9000 }, (_, at) => `c${at}`) }),
    ],
  ])('%s', (_what, text) => {
    expect(quickest(() => read(text))).toBeLessThan(LIMIT);
  });
});

/** Milliseconds of the best try: by the clock, or of the processor, which others may be using too. */
function quickest(act: () => void): number {
  let best = Infinity;
  for (let time = 0; time < 6 && best >= LIMIT; time += 1) {
    const startedAt = performance.now();
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, performance.now() - startedAt, (user + system) / 1000);
  }
  return best;
}
