import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../scripts/manifest.ts';
import { STORE_PICTURES, sizeOfPng } from '../../../scripts/store-pictures.ts';

const read = (path: string) => readFileSync(`store/${path}`, 'utf8');

/** The text under a heading of a listing. */
function part(listing: string, heading: string): string {
  const section = listing.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
  return section.slice(section.indexOf('\n')).trim();
}

describe.each(['en', 'fr'])('the listing in %s', (language) => {
  const listing = read(`listing.${language}.md`);

  it('has every text, no longer than the stores take it', () => {
    const lengths = Object.entries({
      Name: 45,
      Summary: 132,
      Description: 16_000,
      'Single purpose': 1_000,
    });
    for (const [heading, most] of lengths) {
      const { length } = part(listing, heading);
      expect(length, heading).toBeGreaterThan(10);
      expect(length, heading).toBeLessThanOrEqual(most);
    }
  });
});

it('justifies each permission that a package asks for, and no other', () => {
  const asked = (['chrome', 'firefox'] as const).flatMap((target) => {
    const manifest = manifestFor(target, 'build') as Record<string, unknown>;
    expect(manifest.host_permissions).toBeUndefined();
    const { permissions, optional_permissions, optional_host_permissions } = manifest;
    return [permissions, optional_permissions, optional_host_permissions].flat();
  });
  const rows = Array.from(read('permissions.md').matchAll(/^\| `(.+?)` \| (.+) \|$/gm));
  expect(rows.map(([, name]) => name).toSorted()).toEqual([...new Set(asked)].toSorted());
  for (const [, name, why = ''] of rows) expect(why.length, name).toBeGreaterThan(40);
});

it('has every picture in the size that the stores want', () => {
  for (const [name, size] of Object.entries(STORE_PICTURES))
    expect([name, sizeOfPng(readFileSync(`store/pictures/${name}`))]).toEqual([name, [...size]]);
});

it('has an icon in each size that the manifest names, and the 128 of the stores', () => {
  const { icons } = manifestFor('chrome', 'build') as { icons: Record<string, string> };
  expect(Object.keys(icons)).toEqual(['16', '32', '48', '128']);
  for (const [size, path] of Object.entries(icons))
    expect(sizeOfPng(readFileSync(path))).toEqual([Number(size), Number(size)]);
});

it('points reviewers to pages that are there', () => {
  for (const page of ['permissions.md', 'review.md'])
    for (const [, path = ''] of read(page).matchAll(/\]\((\S+?\.md)\)/g))
      expect(existsSync(`store/${path}`), path).toBe(true);
});
