import { describe, expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/flow-tools/faults/FaultsView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('the fault bench', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expect(expectDrawn(draw)).not.toMatch(/\binfinity\b|∞/i);
  });
});
