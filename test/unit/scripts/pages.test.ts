import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };

const read = (page: string) => readFileSync(page, 'utf8').replaceAll('\r\n', '\n');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md') && file !== 'npm.md')
    .map((file) => `docs/${file}`),
];

describe('the pages', () => {
  it.each(pages)('%s links to what is there', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)];
    const gone = links
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(dirname(page), link)));
    expect(gone).toEqual([]);
  });

  it('of docs are named in the README', () => {
    const readme = read('README.md');
    const unnamed = pages.filter(
      (page) => page.startsWith('docs/') && !readme.includes(`(${page}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('explain every permission of the manifest', () => {
    const page = read('docs/permissions.md');
    const { permissions, optional_permissions } = manifest;
    for (const name of [...permissions, ...optional_permissions])
      expect(page).toContain(`\`${name}\``);
  });
});
