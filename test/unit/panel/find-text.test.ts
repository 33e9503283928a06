import { describe, expect, it } from 'vitest';
import { findText } from '../../../src/panel/find/find-text.ts';

/** What a match covers, piece by piece. */
function covered(pieces: string[], query: string, most = 100): string[] {
  return findText(pieces, query, most).map(({ start, end }) =>
    pieces
      .slice(start.piece, end.piece + 1)
      .map((piece, at, all) =>
        piece.slice(at === 0 ? start.offset : 0, at === all.length - 1 ? end.offset : undefined),
      )
      .join('|'),
  );
}

describe('finding a text', () => {
  it.each([
    [
      'in one piece, whatever its case',
      ['Access Token, access token'],
      'access token',
      ['Access Token', 'access token'],
    ],
    [
      'over pieces that stand beside each other',
      ['?client', '_id', '=PSD'],
      'client_id=',
      ['client|_id|='],
    ],
    ['up to the end of a piece, not into the next', ['state', '=x'], 'state', ['state']],
    ['without overlaps', ['aaaa'], 'aa', ['aa', 'aa']],
    ['nowhere, for an empty text', ['abc'], '', []],
    ['as it is written, where lower case has another length', ['İstanbul Bank'], 'Bank', ['Bank']],
  ])('%s', (_how, pieces, query, expected) => {
    expect(covered(pieces, query)).toEqual(expected);
  });

  it('stops at the most that were asked for', () => {
    expect(covered(['eeeee'], 'e', 3)).toHaveLength(3);
  });
});
