import fc from 'fast-check';
import { decodeAnyToken } from '../../../src/core/tokens/sd-jwt.ts';
import { encodeText, RFC7515_A2 } from '../../fixtures/tokens.ts';
import { almost, hold, type Target } from '../target.ts';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 1 }).map(encodeText),
  fc.base64String({ maxLength: 40 }),
  fc.constantFrom('eyJhbGciOiJFUzI1NiJ9', 'ey', '', '~', '=', 'e30'),
);
const parts = fc
  .tuple(fc.array(part, { maxLength: 7 }), fc.constantFrom('.', '~', '..'), fc.boolean())
  .map(([all, by, begins]) => (begins ? 'eyJ' : '') + all.join(by));

/** Something is made of every text, and its parts lie in it. */
export const jwt: Target = {
  name: 'JWT',
  texts: fc.oneof(parts, almost([RFC7515_A2, `${RFC7515_A2}~WyJhIiwiYiIsMV0~`], ['.', '~', '='])),
  check(text) {
    const { decoded } = decodeAnyToken(text);
    if (decoded.kind === 'opaque') return;
    for (const { start, end } of decoded.parts) {
      hold(0 <= start && start <= end && end <= text.length, `a part at ${start} to ${end}`);
    }
  },
};
