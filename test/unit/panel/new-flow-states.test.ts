import { describe, it, vi } from 'vitest';
import { fixtures } from '../../../src/panel/new-flow/NewFlowView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

vi.mock('webextension-polyfill', () => import('./fake-webextension.ts'));

describe('new-flow', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
