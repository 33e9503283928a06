import { expect, it } from 'vitest';
import { columnsLiteral } from '../../../scripts/profile-columns-plugin.ts';
import { filesFromColumns } from '../../../src/core/banks/profile-columns.ts';
import { shippedProfiles } from '../../../src/panel/banks/shipped-profiles.ts';

/** What the built panel has. */
function built(files: Readonly<Record<string, unknown>>) {
  const build = new Function(
    'filesFromColumns',
    `return filesFromColumns(${columnsLiteral(files)})`,
  );
  return build(filesFromColumns);
}

it('ships the catalogue as it is written, in the same order', () => {
  expect(built(shippedProfiles)).toEqual(shippedProfiles);
  expect(Object.keys(built(shippedProfiles))).toEqual(Object.keys(shippedProfiles));
});

it('keeps null, which removes what a parent says, apart from nothing', () => {
  const files = { a: { id: 'a', extends: 'b', calls: null }, b: { abstract: true, calls: [] } };
  expect(built(files)).toStrictEqual(files);
});
