import { describe, it } from 'vitest';
import { fixtures } from '../../../src/panel/settings/SettingsView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('settings', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
