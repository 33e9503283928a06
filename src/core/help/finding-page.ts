import { describeFinding } from '../lint/describe-finding.ts';
import { ERROR_CODES } from '../lint/error-codes.ts';
import type { Finding } from '../lint/finding.ts';
import type { MessageKey, Messages } from '../messages.ts';
import { RULES } from './rule-table.ts';

/** What is known of a rule without running it. */
export type RuleFacts = Omit<Finding, 'facts'>;

/** What a page about a rule's finding says. */
export interface FindingPage extends RuleFacts {
  /** where in a flow it is found */
  part: string;
  /** an ellipsis stands where a finding has what it saw */
  seen: string;
  expected: string;
  /** empty where it depends on the error code */
  fix: string;
  /** what to do for each error code */
  cases: readonly { code: string; fix: string }[];
  /** rules of the same clause, else of the same part */
  seeAlso: readonly RuleFacts[];
}

const SEVERITIES = { e: 'error', w: 'warn', i: 'info' } as const;
const ACTORS = { y: 'you', b: 'bank', x: 'extension' } as const;
/** Stands where a finding has what it saw. */
const UNTOLD = '…';
/** How many facts come before the sentence of an error code. */
const CODE_FACTS: Readonly<Record<string, number>> = { AP16: 2, TE01: 3 };
/** The one rule for ID tokens has its neighbours among those for all tokens. */
const TOKEN_RULES = 'JW';
const MOST_SEE_ALSO = 6;

/** Every rule, by id. */
export const rules: readonly RuleFacts[] = RULES.split('\n').flatMap((line) => {
  const [, id = '', slug = '', severity, actor, source = ''] =
    /^(\S+) (\S+) ([ewi])([ybx]) (.*)$/.exec(line) ?? [];
  return severity && actor
    ? {
        id,
        slug,
        severity: SEVERITIES[severity as keyof typeof SEVERITIES],
        actor: ACTORS[actor as keyof typeof ACTORS],
        source,
      }
    : [];
});

/** The line of the table for a rule. */
export function ruleLine({ id, slug, severity, actor, source }: RuleFacts): string {
  return `${id} ${slug} ${severity.charAt(0)}${actor === 'extension' ? 'x' : actor.charAt(0)} ${source}`;
}

/** The page about a rule's finding; `undefined` for a slug of no rule, as a record of another version may have. */
export function findingPage(slug: string, messages: Messages): FindingPage | undefined {
  const rule = rules.find((one) => one.slug === slug);
  if (!rule) return undefined;
  const told = (facts: string[]) => describeFinding({ ...rule, facts }, messages);
  const { seen, expected, fix } = told(Array(9).fill(UNTOLD));
  const count = CODE_FACTS[rule.id];
  const byProfile = (text: string) => (text === UNTOLD ? messages('finding_untold') : text);
  return {
    ...rule,
    part: partOf(rule, messages),
    seen: byProfile(seen),
    expected,
    fix: count === undefined ? byProfile(fix) : '',
    cases:
      count === undefined
        ? []
        : ERROR_CODES.map((code) => ({
            code,
            fix: told([code, UNTOLD, UNTOLD].slice(0, count)).fix,
          })),
    seeAlso: seeAlso(rule),
  };
}

/** Where in a flow a rule looks, in words. */
export function partOf({ id }: RuleFacts, messages: Messages): string {
  return messages(`rules_${id.slice(0, 2)}` as MessageKey);
}

function seeAlso(rule: RuleFacts): RuleFacts[] {
  const others = rules.filter(({ id }) => id !== rule.id);
  const clauses = clausesOf(rule);
  const byClause = others.filter((other) => clausesOf(other).some((one) => clauses.includes(one)));
  const byPart = others.filter(({ id }) => id.startsWith(rule.id.slice(0, 2)));
  const byToken = others.filter(({ id }) => id.startsWith(TOKEN_RULES));
  const near = [byClause, byPart, byToken].find(({ length }) => length > 0) ?? [];
  const at = Number(rule.id.slice(2));
  return near
    .toSorted((a, b) => distance(a, rule, at) - distance(b, rule, at))
    .slice(0, MOST_SEE_ALSO)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rules of the same part first, those that stand near before others. */
function distance(other: RuleFacts, rule: RuleFacts, at: number): number {
  const far = other.id.slice(0, 2) === rule.id.slice(0, 2) ? 0 : 100;
  return far + Math.abs(Number(other.id.slice(2)) - at);
}

function clausesOf({ source }: RuleFacts): string[] {
  return source.split('; ').flatMap((cited) => {
    const [document = '', ...clauses] = cited.split(/,? (?=§)/);
    return clauses.length > 0 ? clauses.map((clause) => `${document} ${clause}`) : cited;
  });
}
