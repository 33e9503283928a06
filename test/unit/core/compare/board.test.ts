import { expect, it } from 'vitest';
import { type BoardStep, boardOf } from '../../../../src/core/compare/board.ts';
import type { FlowEvent, Happening } from '../../../../src/core/flow/flow-event.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import {
  answered,
  captured,
  opened,
  prepared,
  record,
  sent,
  started,
} from '../../../fixtures/happenings.ts';

/** A run that was started so many minutes after the first. */
function run(flowId: string, minute: number, ...happenings: Happening[]): FlowEvent[] {
  return record(started(), ...happenings).map((event) => ({
    ...event,
    flowId,
    atMs: event.atMs + minute * 60_000,
  }));
}

function exchange(status: number): Happening[] {
  const outcome = status === 200 ? 'tokens' : 'error';
  const answer = jsonAnswer(status, { expires_in: 3600 });
  return [prepared('c1', 'exchange'), sent('c1'), { ...answered('c1', outcome), answer }];
}

const redirected = [opened(), captured('code')];
const call: Happening[] = [
  prepared('c2', 'api'),
  sent('c2'),
  { ...answered('c2', 'api_refused'), answer: jsonAnswer(403, {}) },
];
const good = [...redirected, ...exchange(200)];

function cells(...runs: FlowEvent[][]): Record<BoardStep, string> {
  const [row] = boardOf(runs);
  if (!row) throw new Error('no row');
  return Object.fromEntries(
    Object.entries(row.cells).map(([step, { result, flowId }]) => [
      step,
      flowId ? `${result} ${flowId}` : result,
    ]),
  ) as Record<BoardStep, string>;
}

it('shows for each step the last result there is of it', () => {
  expect(cells(run('a', 0, ...good, ...call), run('b', 5, ...good))).toEqual({
    steps: 'never',
    redirect: 'ok b',
    tokens: 'ok b',
    refresh: 'never',
    api: 'refused a',
  });
});

it.each<[string, Happening[], Partial<Record<BoardStep, string>>]>([
  ['was refused', [...redirected, ...exchange(400)], { redirect: 'ok b', tokens: 'refused b' }],
  ['was not reached', [opened()], { redirect: 'not_reached b', tokens: 'not_reached b' }],
  [
    'answered otherwise than in the run before',
    [opened(), { ...captured('code'), response: landedWithMore() }, ...exchange(200)],
    { redirect: 'differs b', tokens: 'ok b' },
  ],
])('says of a step that it %s', (_what, happenings, expected) => {
  expect(cells(run('a', 0, ...good), run('b', 5, ...happenings))).toMatchObject(expected);
});

it('has a row for each bank and environment, the one that ran last first', () => {
  const elsewhere = run('b', 5, ...good).map((event) => structuredClone(event));
  const [first] = elsewhere;
  if (first?.happening.kind !== 'started') throw new Error('no start');
  first.happening.bank = 'Other bank';
  const rows = boardOf([run('a', 0, ...good), elsewhere, run('c', 2, ...good)]);
  expect(rows.map(({ bank, runs }) => [bank, runs])).toEqual([
    ['Other bank', 1],
    ['Fake bank', 2],
  ]);
  expect(rows[1]?.cells.tokens).toMatchObject({ result: 'ok', flowId: 'c' });
});

it('passes over what was started to see how the bank takes faults', () => {
  const bench = { id: 'b1', of: 'a', chosen: [], rows: [] };
  const [start, ...rest] = run('b', 5, ...redirected, ...exchange(400));
  if (start?.happening.kind !== 'started') throw new Error('no start');
  const faulty = [{ ...start, happening: { ...start.happening, bench } }, ...rest];
  expect(boardOf([run('a', 0, ...good), faulty])).toEqual(boardOf([run('a', 0, ...good)]));
});

it('passes over records that are no run', () => {
  expect(boardOf([[], run('a', 0).slice(1)])).toEqual([]);
});

function landedWithMore() {
  const query = [{ name: 'session_hint', value: 'new' }];
  return { ...captured('code').response, query };
}
