import type { BankProfile } from '../banks/bank-profile.ts';
import { templateValues } from '../banks/request-values.ts';
import { SECRET_MARK } from '../flow/secret.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import type { Fact } from './fact.ts';
import { jsonFacts } from './json-facts.ts';

/** Parts of a profile that people read and no request is made of. */
const PROSE = ['sources', 'quirks', 'sandbox', 'explanations', 'countries', 'label', 'group'];
const PROSE_MEMBER = /(?:^|\.)(?:note|hint|label|confidence|description|country)$/;
/** Fresh in each run, whoever typed them. */
const FRESH = ['state', 'nonce', 'code_challenge'];

/** What we decided: every value of the draft, and where it is wanted, of the profile what requests are made of. */
export function planFacts({ draft, profile }: FlowPlan, withProfile: boolean): Fact[] {
  const { edits, extra, ...chosen } = draft;
  const defaults = Object.entries(profile.variables).flatMap(([name, variable]) => {
    const value = variable.default ?? variable.options?.[0]?.key;
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = {
    ...chosen,
    variables: { ...Object.fromEntries(defaults), ...chosen.variables },
    edits: Object.fromEntries(Object.entries(edits).filter(([name, value]) => isKept(name, value))),
    extra: Object.fromEntries(
      extra
        .filter(({ name, value }) => isKept(name, value))
        .map(({ name, value }) => [name, value]),
    ),
  };
  return [...factsOf('plan', own), ...(withProfile ? profileFacts(profile) : [])];
}

/** Values that follow from the plan, by their names: what our own change turns up as in an answer. */
export function ownValues({ draft, profile }: FlowPlan): Map<string, string> {
  const values = templateValues(profile, draft.environment, draft.variables) ?? {};
  const own = new Map<string, string>();
  const add = (name: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value.length >= 3) own.set(name, value);
  };
  for (const [name, value] of Object.entries(values)) {
    add(name, value);
    if (value?.includes('://') && URL.canParse(value)) add(`${name} origin`, new URL(value).origin);
  }
  add('clientId', draft.clientId);
  add('redirectUri', draft.redirectUri);
  add('scope', draft.scope);
  for (const [name, value] of Object.entries(draft.edits)) add(name, value);
  for (const { name, value } of draft.extra) add(name, value);
  return own;
}

/** A value that was typed once is not recorded: the next run cannot have it. */
function isKept(name: string, value: string | null): boolean {
  return !FRESH.includes(name) && (value === null || value.search(SECRET_MARK) < 0);
}

function profileFacts(profile: BankProfile): Fact[] {
  const used = Object.fromEntries(
    Object.entries(profile).filter(([name]) => !PROSE.includes(name)),
  );
  return factsOf('profile', used).filter(({ name }) => !PROSE_MEMBER.test(name));
}

function factsOf(kind: 'plan' | 'profile', value: unknown): Fact[] {
  const { facts } = jsonFacts(value, { side: 'run', atMs: 0, refused: false });
  return facts
    .filter((fact) => fact.value !== '{}')
    .map(({ name, value: text }) => ({
      kind,
      side: 'run',
      name,
      value: text.replace(/^"(.*)"$/s, '$1'),
    }));
}
