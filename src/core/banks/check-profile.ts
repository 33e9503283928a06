import type { BankProfile } from './bank-profile.ts';
import { findAddressFaults } from './check-addresses.ts';
import { findDemandFaults } from './check-demands.ts';
import { findTemplateFaults } from './check-templates.ts';
import { ENDPOINT_NAMES } from './endpoint-names.ts';
import { namesSetByOptions } from './option-names.ts';
import { isDangerousPattern } from './pattern-danger.ts';
import type { ProfileFault } from './profile-fault.ts';
import { FLOW_NAMES } from './profile-names.ts';

/** Everything that the schema cannot say: names that lead nowhere, templates that can never be filled. */
export function* findProfileFaults(profile: BankProfile): Iterable<ProfileFault> {
  yield* findTemplateFaults(profile);
  yield* findAddressFaults(profile);
  yield* findDemandFaults(profile);
  yield* findReferenceFaults(profile);
  yield* findNameFaults(profile);
  yield* findGrantFaults(profile);
  yield* findPatternFaults(profile);
  yield* findSupportFaults(profile);
  for (const [at, { meaning, sentence }] of profile.explanations.entries()) {
    if (meaning === 'other' && sentence === undefined) {
      yield { path: ['explanations', at], kind: 'sentence_missing', facts: [] };
    }
  }
}

function* findReferenceFaults(profile: BankProfile): Iterable<ProfileFault> {
  const named: [(string | number)[], string][] = [
    ...Object.entries(profile.grants).flatMap(([grant, names = []]) =>
      names.map((name, at): [(string | number)[], string] => [['grants', grant, at], name]),
    ),
    ...profile.calls.map((name, at): [(string | number)[], string] => [['calls', at], name]),
    ...(profile.withoutOauth ?? []).map((name, at): [(string | number)[], string] => [
      ['withoutOauth', at],
      name,
    ]),
  ];
  if (profile.refresh !== undefined) named.push([['refresh'], profile.refresh]);
  for (const [path, name] of named) {
    if (!Object.hasOwn(profile.requests, name)) {
      yield { path, kind: 'no_such_request', facts: [name] };
    }
  }
  const { bankVariable, variables } = profile;
  if (bankVariable !== undefined && !variables[bankVariable]?.options) {
    yield { path: ['bankVariable'], kind: 'no_options', facts: [bankVariable] };
  }
}

/** A name means one thing: a variable, an endpoint, a captured value or a value of the flow. */
function* findNameFaults(profile: BankProfile): Iterable<ProfileFault> {
  const reserved = new Set<string>([...FLOW_NAMES, ...ENDPOINT_NAMES]);
  for (const name of Object.keys(profile.variables)) {
    if (reserved.has(name)) yield { path: ['variables', name], kind: 'name_taken', facts: [name] };
    reserved.add(name);
  }
  for (const [request, { captures = [] }] of Object.entries(profile.requests)) {
    for (const [at, { name }] of captures.entries()) {
      if (!reserved.has(name)) continue;
      yield { path: ['requests', request, 'captures', at], kind: 'name_taken', facts: [name] };
    }
  }
  const all = namesSetByOptions(profile);
  for (const [variable, { options = [] }] of Object.entries(profile.variables)) {
    const sets = options.some((option) => option.sets) ? all : [];
    for (const [at, option] of options.entries()) {
      const missing = sets.find((name) => option.sets?.[name] === undefined);
      if (missing === undefined) continue;
      const path = ['variables', variable, 'options', at];
      yield { path, kind: 'options_differ', facts: [missing] };
    }
  }
}

function* findGrantFaults({ grants, requests }: BankProfile): Iterable<ProfileFault> {
  for (const [grant, names = []] of Object.entries(grants)) {
    const roles = names.map((name) =>
      Object.hasOwn(requests, name) ? requests[name]?.role : undefined,
    );
    const authorizeAt = roles.indexOf('authorize');
    if (grant === 'authorization_code' && authorizeAt < 0) {
      yield { path: ['grants', grant], kind: 'no_authorize_step', facts: [] };
    }
    if (!roles.includes('token', authorizeAt + 1)) {
      yield { path: ['grants', grant], kind: 'no_token_step', facts: [] };
    }
  }
}

const LONGEST_PATTERN = 200;

/** Patterns that are none, or that may take time without end. */
export function* findPatternFaults(profile: BankProfile): Iterable<ProfileFault> {
  const patterns: [string[], string | undefined][] = [
    [['clientId', 'pattern'], profile.clientId.pattern],
    ...Object.entries(profile.variables).map(([name, { pattern }]): [string[], typeof pattern] => [
      ['variables', name, 'pattern'],
      pattern,
    ]),
  ];
  for (const [path, pattern = ''] of patterns) {
    const sound = pattern.length <= LONGEST_PATTERN && compiles(pattern);
    if (sound && !isDangerousPattern(pattern)) continue;
    yield { path, kind: 'bad_pattern', facts: [pattern.slice(0, LONGEST_PATTERN)] };
  }
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

/** A source must not claim a part that the profile does not have: such claims would rot unseen. */
function* findSupportFaults(profile: BankProfile): Iterable<ProfileFault> {
  for (const [at, { supports = [] }] of profile.sources.entries()) {
    for (const [position, claimed] of supports.entries()) {
      if (hasPath(profile, claimed.split('.'))) continue;
      const path = ['sources', at, 'supports', position];
      yield { path, kind: 'no_such_path', facts: [claimed] };
    }
  }
}

function hasPath(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return false;
  return hasPath((value as Record<string, unknown>)[first], rest);
}
