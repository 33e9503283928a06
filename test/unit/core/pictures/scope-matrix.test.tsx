import { describe, expect, it } from 'vitest';
import type { HappeningOf } from '../../../../src/core/flow/flow-event.ts';
import { markdownTable } from '../../../../src/core/pictures/markdown-table.ts';
import { parameterDifference } from '../../../../src/core/pictures/parameter-difference.ts';
import { scopeMatrix } from '../../../../src/core/pictures/scope-matrix.ts';
import {
  eventsOf,
  opened,
  started,
  stateOf,
} from '../../../../src/panel/flows/example-flow.fixture.ts';
import { fixtures, scopes } from '../../../../src/panel/pictures/Pictures.fixture.tsx';
import { expectDrawn } from '../../panel/expect-drawn.ts';

describe('scopes by token answers', () => {
  it.each([
    ['granted as asked', 'a b', ['a b'], { a: 'asked granted', b: 'asked granted' }],
    ['not said, so as asked', 'a', [undefined], { a: 'asked unsaid' }],
    ['not all of it', 'a b', ['a'], { a: 'asked granted', b: 'asked withheld' }],
    [
      'lost at a refresh, and stays lost',
      'a b',
      ['a b', 'a', 'a'],
      { a: 'asked granted granted granted', b: 'asked granted lost none' },
    ],
    [
      'back after it was lost',
      'a',
      ['a', 'b', 'a'],
      { a: 'asked granted lost granted', b: 'none none added lost' },
    ],
    ['more than was asked for', 'a', ['a c'], { a: 'asked granted', c: 'none added' }],
    [
      'not said at a refresh: as before',
      'a b',
      ['a', undefined],
      { a: 'asked granted unsaid', b: 'asked withheld none' },
    ],
    ['nothing', '', [], {}],
  ])('%s', (_case, asked, granted, expected) => {
    const { rows, columns } = scopeMatrix(scopes(asked, ...granted));
    expect(Object.fromEntries(rows.map(({ scope, fates }) => [scope, fates.join(' ')]))).toEqual(
      expected,
    );
    expect(columns.map(({ kind }) => kind)).toEqual(
      ['request', 'answer', ...Array(9).fill('refresh')].slice(0, granted.length + 1),
    );
  });
});

describe('two authorization requests', () => {
  const flow = (url: string) =>
    stateOf(eventsOf(started(), { ...(opened() as HappeningOf<'opened'>), url }));
  const verdicts = (before: string, after: string) => {
    const { address, parameters } = parameterDifference(flow(before), flow(after)) ?? {};
    return [address?.verdict, parameters?.map(({ name, verdict }) => `${name} ${verdict}`)];
  };

  it.each([
    ['a=1&b=2', 'a=1&b=2', ['a same', 'b same']],
    ['a=1&b=2&c=3', 'a=1&c=4', ['a same', 'b removed', 'c changed']],
    ['a=1', 'b=1&a=1', ['b added', 'a same']],
    ['a=1&a=2', 'a=1', ['a same', 'a removed']],
    ['state={{state#0badcafe}}', 'state={{state#0badf00d}}', ['state fresh']],
    ['state=fixed', 'state={{state#0badf00d}}', ['state changed']],
    ['code_challenge=abc', 'code_challenge=def', ['code_challenge fresh']],
    ['a=%7e%20x', 'a=~+x', ['a same']],
    ['a=%', 'a=%25', ['a same']],
  ])('%s and %s', (before, after, expected) => {
    expect(verdicts(`https://b.example/a?${before}`, `https://b.example/a?${after}`)).toEqual([
      'same',
      expected,
    ]);
  });

  it('at another address', () => {
    expect(verdicts('https://b.example/a', 'https://c.example/a?x=1')).toEqual([
      'changed',
      ['x added'],
    ]);
  });

  it('of which one was never opened, cannot be compared', () => {
    expect(
      parameterDifference(stateOf(eventsOf(started())), flow('https://b.example')),
    ).toBeUndefined();
  });
});

it('a cell of a Markdown table keeps its bars and lines to itself', () => {
  expect(markdownTable(['a'], [['b|c\nd\\']])).toBe('| a |\n| --- |\n| b\\|c d\\\\ |\n');
});

it.each(Object.entries(fixtures))('draws the state "%s"', (_state, draw) => {
  expectDrawn(draw);
});
