import { describe, it, vi } from 'vitest';
import { fixtures } from '../../../src/panel/settings/SettingsView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

vi.mock('webextension-polyfill', () => import('./fake-webextension.ts'));

describe('settings', () => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
