import { describe, it } from 'vitest';
import { fixtures } from '../../../src/panel/kept/KeptSecretsView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('kept secrets', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
