import { expect, it } from 'vitest';
import { packProfiles } from '../../../scripts/packed-profiles-plugin.ts';
import { unpackProfiles } from '../../../src/core/banks/packed-profiles.ts';
import { shippedProfiles } from '../../../src/panel/banks/shipped-profiles.ts';

it('ships the catalogue as it is written, with files and members in the same order', () => {
  const unpacked = unpackProfiles(packProfiles(shippedProfiles));
  expect(JSON.stringify(unpacked)).toBe(JSON.stringify(shippedProfiles));
});

it('keeps null, which removes what a parent says, apart from nothing', () => {
  const files = {
    a: { id: 'a', extends: 'b', calls: null, pkce: {} },
    b: { abstract: true, calls: [], id: '' },
    c: { abstract: false, calls: ['', '', null], id: 'c', pkce: {} },
  };
  expect(unpackProfiles(packProfiles(files))).toStrictEqual(files);
});
