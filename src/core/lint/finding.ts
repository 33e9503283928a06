import * as z from 'zod/mini';

export const severitySchema = z.enum(['error', 'warn', 'info']);
export type Severity = z.infer<typeof severitySchema>;

export const actorSchema = z.enum(['you', 'bank', 'extension']);
export type Actor = z.infer<typeof actorSchema>;

/**
 * One diagnosis as facts. The sentences come from the message catalogue, which receives `facts`
 * in order; so a fact is never a secret value, only a length, a position, a name or the bank's words.
 */
export const findingSchema = z.strictObject({
  /** searchable id, e.g. `AQ06` */
  id: z.string(),
  /** stable name, e.g. `request-state-missing` */
  slug: z.string(),
  severity: severitySchema,
  actor: actorSchema,
  /** e.g. `RFC 6749 §4.1.1` */
  source: z.string(),
  facts: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

/** What to do when findings of severity error speak against sending: ask the person, who may insist. */
export const onErrorsSchema = z.enum(['ask', 'send_anyway']);
export type OnErrors = z.infer<typeof onErrorsSchema>;

const ORDER: Record<Severity, number> = { error: 0, warn: 1, info: 2 };

/** Errors first, then warnings, then the rest; in the order found within each. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** Findings of several checks on one thing; what two of them saw stands once, as the first one has it. */
export function mergeFindings(...lists: readonly (readonly Finding[])[]): Finding[] {
  const told = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    const key = JSON.stringify([finding.id, finding.facts]);
    if (!told.has(key)) told.set(key, finding);
  }
  return [...told.values()];
}
