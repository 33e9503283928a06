import { describe, expect, it } from 'vitest';
import messages from '../../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../../src/core/lint/describe-finding.ts';
import { type Finding, findingSchema } from '../../../../../src/core/lint/finding.ts';

/** One case: what is the matter, and what the linter says to it. */
export type Case = [what: string, findings: () => Finding[]];

/** Rule id → cases in which it speaks, and cases in which it must not. */
export type Table = Record<string, { raised: readonly Case[]; silent: readonly Case[] }>;

/** `AP01` to `AP23`: the ids that the catalogue has of a family. */
export function idsOf(family: string, last: number): string[] {
  return Array.from({ length: last }, (_none, at) => `${family}${String(at + 1).padStart(2, '0')}`);
}

/** That a finding can be recorded, and brings a fact for every place of its sentences. */
export function expectWhole(finding: Finding): void {
  expect(findingSchema.parse(finding)).toEqual(finding);
  expect(finding.facts.filter((fact) => /^(undefined|NaN)$/.test(fact))).toEqual([]);
  describeFinding(finding, (key, ...facts) => {
    for (const [, place] of messages[key].message.matchAll(/\$([1-9])/g)) {
      expect(facts.length, `${key} has a place $${place}`).toBeGreaterThanOrEqual(Number(place));
    }
    return '';
  });
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
      const found = findings();
      expect(ids(found)).toContain(id);
      for (const finding of found.filter((one) => one.id === id)) expectWhole(finding);
    });

    it.each(silent)('is silent about %s', (_what, findings) => {
      expect(ids(findings())).not.toContain(id);
    });
  });
}
