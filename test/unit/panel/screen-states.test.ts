import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { PARTS, STATES, screenStates } from '../../gallery/screen-states.ts';
import { statesByFile } from '../../gallery/states.ts';

/** Something to press, to choose or to fill in. */
const NEXT_STEP = /<(?:button|select|input|textarea|a)\b(?![^>]*\bdisabled\b)/;

/** Where the next step stands in what is around a screen's own part. */
const STEP_IS_AROUND: Readonly<Record<string, string>> = {
  'tokens/FlowTokensView/empty': 'the flow above says what comes next',
  'flow-tools/faults/FaultsView/no redirect': 'the bar above leads back to the flows',
};

const entries = Object.entries(screenStates).flatMap(([file, states]) =>
  STATES.map((state) => ({ file, state, entry: states[state] })),
);
const drawn = entries.flatMap(({ file, state, entry }) =>
  typeof entry === 'string' ? [{ file, state, fixture: entry }] : [],
);

it('every fixture file draws a screen or a part of one', () => {
  const known = [...Object.keys(screenStates), ...PARTS];
  expect([...statesByFile.keys()].toSorted()).toEqual(known.toSorted());
});

describe('every screen', () => {
  it.each(drawn)('draws $file $state as "$fixture"', ({ file, state, fixture }) => {
    const Fixture = statesByFile.get(file)?.[fixture];
    if (!Fixture) throw new Error(`${file} has no fixture "${fixture}"`);
    const html = renderToString(Fixture() as never);
    if (state === 'loading' || `${file}/${fixture}` in STEP_IS_AROUND) return;
    expect(html).toMatch(NEXT_STEP);
  });

  it('says why it lacks a state', () => {
    const reasons = entries.flatMap(({ entry }) => (typeof entry === 'string' ? [] : entry.never));
    expect(reasons.filter((reason) => !reason.endsWith('.'))).toEqual([]);
  });
});
