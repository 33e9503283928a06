import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../src/core/lint/finding.ts';

/** One case: what is the matter, and what the linter says to it. */
export type Case = [what: string, findings: () => Finding[]];

/** Rule id → cases in which it speaks, and cases in which it must not. */
export type Table = Record<string, { raised: readonly Case[]; silent: readonly Case[] }>;

/** `AP01` to `AP23`: the ids that the catalogue has of a family. */
export function idsOf(family: string, last: number): string[] {
  return Array.from({ length: last }, (_none, at) => `${family}${String(at + 1).padStart(2, '0')}`);
}

/**
 * Checks a table: no id is missing, each has cases of both kinds, and each case holds.
 *
 * @param elsewhere ids whose cases stand in another table
 */
export function testTable(
  family: string,
  last: number,
  table: Table,
  elsewhere: readonly string[] = [],
): void {
  it(`${family}: every rule of the catalogue has a row`, () => {
    expect([...Object.keys(table), ...elsewhere].toSorted()).toEqual(idsOf(family, last));
  });

  describe.each(Object.entries(table))('%s', (id, { raised, silent }) => {
    const ids = (findings: Finding[]) => findings.map((finding) => finding.id);

    it('has cases of both kinds', () => {
      expect(raised.length).toBeGreaterThan(0);
      expect(silent.length).toBeGreaterThan(0);
    });

    it.each(raised)('speaks of %s', (_what, findings) => {
      expect(ids(findings())).toContain(id);
    });

    it.each(silent)('is silent about %s', (_what, findings) => {
      expect(ids(findings())).not.toContain(id);
    });
  });
}
