import { describe, it } from 'vitest';
import { fixtures } from '../../../src/panel/records/Records.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('records that come in and go out', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
