import fc from 'fast-check';
import { lintPasted } from '../../../src/core/lint/lint-pasted.ts';
import { recogniseText } from '../../../src/core/tokens/recognise-text.ts';
import { encodeText, RFC7515_A2 } from '../../fixtures/tokens.ts';
import { almost, type Target } from '../target.ts';

const NOW_MS = 1_763_700_000_000;

const added = fc.constantFrom(
  ...['\n> ', '\u200B', '“', '\\"', '%2E', '=\n', '…', ' ', 'Bearer ', 'curl ', '{"a":"', '"}'],
  ...['access_token=', 'https://a.example/?code=', '\u00AD', '[', '\\', '\x1b[0m', RFC7515_A2],
);
const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 1 }).map(encodeText),
  fc.base64String({ maxLength: 40 }),
);
const pasted = fc.array(fc.oneof(added, part), { maxLength: 8 }).map((all) => all.join(''));
const samples = [
  `Authorization: Bearer ${RFC7515_A2}`,
  `{"access_token":"${RFC7515_A2}","expires_in":3600}`,
  `curl https://api.bank.example/accounts -H 'authorization: Bearer ${RFC7515_A2}'`,
  `https://tpp.example/cb#access_token=${RFC7515_A2}&state=x`,
];

/** Whatever is pasted is told by its kind, and every token in it is judged. */
export const paste: Target = {
  name: 'paste',
  texts: fc.oneof(pasted, almost(samples, ['\n', ' ', '"', '=3D', '%2E'])),
  check(text) {
    const recognised = recogniseText(text);
    if (recognised.kind === 'empty') return;
    for (const named of recognised.tokens.slice(0, 3)) lintPasted(named, recognised, NOW_MS);
  },
};
