import { beforeAll, describe, expect, it } from 'vitest';
import type { Bank } from '../../../src/core/banks/bank-list.ts';
import { loadBanks } from '../../../src/panel/banks/load-banks.ts';
import { practiceStart } from '../../../src/panel/flows/first/practice-start.ts';

describe('the practice bank', () => {
  let banks: readonly Bank[];
  beforeAll(async () => {
    banks = await loadBanks();
  });

  it.each(['http://app.localhost:9123/', 'http://spa.app.localhost:9123/start?a=1'])(
    'runs where the inspected page is %s, at its port',
    (address) => {
      const { runs, variables } = practiceStart(banks, address) ?? {};
      expect(runs).toBe(true);
      expect(Object.values(variables ?? {})).toEqual(['9123']);
    },
  );

  it.each([
    undefined,
    'about:blank',
    'https://app.example/',
    'http://localhost:9123/',
    'http://myapp.localhost:9123/',
  ])('is offered without a word of where it runs beside %s', (address) => {
    expect(practiceStart(banks, address)).toMatchObject({ runs: false, variables: {} });
    expect(practiceStart(banks, address)?.bank).toBe(banks[0]);
  });

  it('is not offered where the catalogue has none', () => {
    expect(practiceStart([], undefined)).toBeUndefined();
  });
});
