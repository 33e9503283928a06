import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../src/core/banks/bank-profile.ts';
import { resolvedCatalogue } from '../fixtures/catalogue.ts';

const SRC = new URL('../../src/', import.meta.url).pathname;
const profiles = resolvedCatalogue.filter((profile) => !isByHand(profile));

/** A profile to fill by hand is no bank: its addresses are variables. */
function isByHand({ environments }: BankProfile): boolean {
  return Object.values(environments).every(({ endpoints }) =>
    Object.values(endpoints).every((address = '') => /^\{\w+\}/.test(address)),
  );
}

/** The fixed end of a host: `www.{code}.api.bank.example` has `api.bank.example`. */
function hostsOf({ environments }: BankProfile): string[] {
  return Object.values(environments)
    .flatMap(({ endpoints }) => Object.values(endpoints))
    .flatMap((address = '') => {
      const host = /^https?:\/\/([^/?#]+)/.exec(address)?.[1]?.replace(/:.*$/, '') ?? '';
      const fixed = host.split('}').at(-1)?.replace(/^\./, '') ?? '';
      return fixed.split('.').length > 1 ? [fixed] : [];
    });
}

function termsOf(profile: BankProfile): string[] {
  const options = profile.bankVariable
    ? (profile.variables[profile.bankVariable]?.options ?? [])
    : [];
  return [
    profile.id,
    profile.group,
    ...hostsOf(profile),
    ...options.flatMap(({ key, value = key, label }) => [key, value, label]),
  ];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css|html|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('banks are data', () => {
  const terms = [...new Set(profiles.flatMap(termsOf))].filter((term) => term.length > 2);
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const mention = new RegExp(`(?<![\\w-])(?:${escaped.join('|')})(?![\\w-])`, 'gi');

  it('knows enough banks for the search to mean something', () => {
    expect(terms.length).toBeGreaterThan(150);
  });

  it.each(sourceFiles(SRC).map((file) => [relative(SRC, file), file]))(
    'no bank is named in %s',
    (_name, file) => {
      expect(readFileSync(file, 'utf8').match(mention) ?? []).toEqual([]);
    },
  );
});
