import * as z from 'zod/mini';
import { err, ok, type Result } from '../result.ts';
import { type BankProfile, bankProfileSchema, ENDPOINT_NAMES, FLOW_NAMES } from './bank-profile.ts';
import { mergePatch } from './merge-patch.ts';
import { checkTemplate } from './template.ts';

/** Where in a profile something is wrong: a dotted path, and what was found there. */
export interface ProfileFault {
  path: string;
  problem: string;
}

/** Profile files by id, still unchecked. A file may name its parent in `extends`. */
export type ProfileFiles = Readonly<Record<string, unknown>>;

const MAX_ANCESTORS = 8;

/**
 * Merges a profile file with its ancestors, checks it, and checks every template in it.
 * All faults are listed; none is thrown.
 */
export function resolveProfile(
  id: string,
  files: ProfileFiles,
): Result<BankProfile, ProfileFault[]> {
  const chain: Record<string, unknown>[] = [];
  for (let next: unknown = id; typeof next === 'string'; ) {
    const file = Object.hasOwn(files, next) ? files[next] : undefined;
    if (typeof file !== 'object' || file === null) return fault('extends', `no profile "${next}"`);
    if (chain.length === MAX_ANCESTORS) return fault('extends', 'the line of parents has no end');
    chain.unshift(file as Record<string, unknown>);
    next = (file as { extends?: unknown }).extends;
  }
  const merged = chain.reduce<unknown>(mergePatch, {});
  const own = new Map(Object.entries(merged as object));
  own.delete('extends');
  own.delete('abstract');
  const parsed = z.safeParse(bankProfileSchema, Object.fromEntries(own));
  if (!parsed.success) {
    return err(
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.message })),
    );
  }
  const faults = [...findTemplateFaults(parsed.data), ...findReferenceFaults(parsed.data)];
  return faults.length > 0 ? err(faults) : ok(parsed.data);
}

/** The ids of the files that describe a bank, leaving out dialects (`abstract: true`). */
export function profileIds(files: ProfileFiles): string[] {
  return Object.keys(files).filter(
    (id) => (files[id] as { abstract?: unknown } | null)?.abstract !== true,
  );
}

function fault(path: string, problem: string): Result<never, ProfileFault[]> {
  return err([{ path, problem }]);
}

function* findTemplateFaults(profile: BankProfile): Iterable<ProfileFault> {
  const variables = new Set(Object.keys(profile.variables));
  const all = new Set([...variables, ...FLOW_NAMES, ...ENDPOINT_NAMES]);
  for (const [key, environment] of Object.entries(profile.environments)) {
    for (const [name, template] of Object.entries(environment.endpoints)) {
      yield* check(`environments.${key}.endpoints.${name}`, template ?? '', variables);
    }
    yield* check(
      `environments.${key}.defaults.redirectUri`,
      environment.defaults?.redirectUri ?? '',
      variables,
    );
  }
  for (const [key, request] of Object.entries(profile.requests)) {
    yield* check(`requests.${key}.url`, request.url, all);
    for (const parameter of request.parameters) {
      yield* check(`requests.${key}.parameters.${parameter.name}`, parameter.value, all);
    }
    for (const [header, template] of Object.entries(request.headers ?? {})) {
      yield* check(`requests.${key}.headers.${header}`, template, all);
    }
  }
}

function* check(path: string, template: string, known: ReadonlySet<string>) {
  const result = checkTemplate(template, known);
  if (!result.ok) yield { path, problem: `${result.error.kind} "${result.error.name}"` };
}

function* findReferenceFaults(profile: BankProfile): Iterable<ProfileFault> {
  const named: [string, string][] = [
    ...Object.entries(profile.grants).flatMap(([grant, names]) =>
      (names ?? []).map((name): [string, string] => [`grants.${grant}`, name]),
    ),
    ...profile.calls.map((name): [string, string] => ['calls', name]),
    ...(profile.refresh === undefined ? [] : [['refresh', profile.refresh] as [string, string]]),
  ];
  for (const [path, name] of named) {
    if (!Object.hasOwn(profile.requests, name)) yield { path, problem: `no request "${name}"` };
  }
  if (profile.bankVariable && !profile.variables[profile.bankVariable]?.options) {
    yield { path: 'bankVariable', problem: 'must name a variable with options' };
  }
}
