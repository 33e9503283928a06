import { describe, it } from 'vitest';
import { fixtures } from '../../../src/panel/new-flow/NewFlowView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('new-flow', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
