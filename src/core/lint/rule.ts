import type { Actor, Finding, Severity } from './finding.ts';

/** What a rule saw in one place. `facts` fill the rule's sentences in the message catalogue, in order. */
export interface Observation {
  facts?: readonly (string | number)[];
  /** when the reason in the catalogue makes it more or less severe than the rule's own severity */
  severity?: Severity;
  /** when somebody else than usual must act */
  actor?: Actor | undefined;
  /** who says so, where that is the bank; else the rule's own source counts */
  source?: string | undefined;
}

/** One diagnosis the tool can make: pure, collects all it sees, never stops the others. */
export interface Rule<Subject> {
  id: string;
  slug: string;
  severity: Severity;
  /** who must act */
  actor: Actor;
  source: string;
  check(subject: Subject): Iterable<Observation>;
}

/** Every finding of every rule, in the order of the rules. */
export function applyRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  return rules.flatMap((rule) =>
    [...rule.check(subject)].map((observation) => ({
      id: rule.id,
      slug: rule.slug,
      severity: observation.severity ?? rule.severity,
      actor: observation.actor ?? rule.actor,
      source: observation.source ?? rule.source,
      facts: (observation.facts ?? []).map(String),
    })),
  );
}
