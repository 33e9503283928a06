import { describe, it } from 'vitest';
import { fixtures as banks } from '../../../src/panel/banks/BanksView.fixture.tsx';
import { fixtures as edit } from '../../../src/panel/banks/edit/EditView.fixture.tsx';
import { fixtures as imports } from '../../../src/panel/banks/import/ImportView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe.each(Object.entries({ banks, edit, imports }))('%s', (_screen, fixtures) => {
  it.each(Object.entries(fixtures))('draws the state "%s"', (_name, draw) => {
    expectDrawn(draw);
  });
});
