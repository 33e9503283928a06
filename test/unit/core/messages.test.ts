import { describe, expect, it } from 'vitest';
import { messagesFrom } from '../../../src/core/messages.ts';
import { epochMilliseconds, epochSeconds } from '../../../src/core/time.ts';

describe('a sentence', () => {
  const say = messagesFrom({ extName: { message: '$2 before $1, $2 again; $$5 costs $3.' } });

  it('has its places filled as browsers fill them', () => {
    expect(say('extName', 'a', 2, 'c')).toBe('2 before a, 2 again; $5 costs c.');
  });

  it('leaves a place empty that nobody fills', () => {
    expect(say('extName', 'a')).toBe(' before a,  again; $5 costs .');
  });

  it('does not read places inside a fact', () => {
    expect(say('extName', '$2', '$1', '$$')).toBe('$1 before $2, $1 again; $5 costs $$.');
  });
});

it('cuts milliseconds to the second they fall in', () => {
  expect(epochSeconds(1999)).toBe(1);
  expect(epochSeconds(-1)).toBe(-1);
  expect(epochMilliseconds(2)).toBe(2000);
});
