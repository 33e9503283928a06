import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dependencies } from '../../../package.json' with { type: 'json' };
import { billOfMaterials } from '../../../scripts/sbom.ts';

const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
const lock = (packages: object) =>
  JSON.stringify({
    packages: {
      '': { name: 'ours', version: '1.0.0', license: 'MIT', dependencies: { a: '1', '@x/b': '2' } },
      'node_modules/a': { version: '1.0.0', license: 'MIT', integrity, dependencies: { c: '1' } },
      'node_modules/@x/b': {
        version: '2.0.0',
        license: 'ISC',
        integrity,
        dependencies: { c: '2' },
      },
      'node_modules/c': { version: '1.1.0', license: 'MIT', integrity },
      'node_modules/@x/b/node_modules/c': { version: '2.2.0', license: 'MIT', integrity },
      'node_modules/test-only': { version: '9.0.0', license: 'MIT', integrity, dev: true },
      ...packages,
    },
  });

it('names what we depend on, and what that depends on, in the version that each gets', () => {
  const { components, dependencies: graph } = JSON.parse(billOfMaterials(lock({}), 'ours'));
  expect(components.map(({ purl }: { purl: string }) => purl)).toEqual([
    'pkg:npm/%40x/b@2.0.0',
    'pkg:npm/c@2.2.0',
    'pkg:npm/a@1.0.0',
    'pkg:npm/c@1.1.0',
  ]);
  expect(graph).toEqual([
    { ref: 'pkg:npm/ours@1.0.0', dependsOn: ['pkg:npm/%40x/b@2.0.0', 'pkg:npm/a@1.0.0'] },
    { ref: 'pkg:npm/%40x/b@2.0.0', dependsOn: ['pkg:npm/c@2.2.0'] },
    { ref: 'pkg:npm/c@2.2.0', dependsOn: [] },
    { ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/c@1.1.0'] },
    { ref: 'pkg:npm/c@1.1.0', dependsOn: [] },
  ]);
  expect(components[0]).toMatchObject({
    name: '@x/b',
    hashes: [{ alg: 'SHA-512', content: '01'.repeat(64) }],
    licenses: [{ license: { id: 'ISC' } }],
  });
});

it('refuses a package without a hash, a license or a place', () => {
  const weak = { version: '1.0.0', license: 'MIT', integrity: 'sha1-x' };
  expect(() => billOfMaterials(lock({ 'node_modules/a': weak }), '')).toThrow('no SHA-512');
  expect(() => billOfMaterials(lock({ 'node_modules/a': { version: '1.0.0' } }), '')).toThrow();
  const astray = { version: '1.0.0', license: 'MIT', integrity, dependencies: { nowhere: '1' } };
  expect(() => billOfMaterials(lock({ 'node_modules/a': astray }), '')).toThrow('no nowhere');
});

it('holds each of our dependencies', () => {
  const ours = JSON.parse(billOfMaterials(readFileSync('package-lock.json', 'utf8'), ''));
  const names = ours.components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));

  expect(names).not.toContain('vitest');
});
