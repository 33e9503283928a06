import type { BankProfile } from './bank-profile.ts';
import type { ProfileFault } from './profile-fault.ts';
import { variableValue } from './request-values.ts';

type Path = (string | number)[];

/** Addresses that are not of the web: a profile must never make the browser open `javascript:` or `file:`. */
export function* findAddressFaults(profile: BankProfile): Iterable<ProfileFault> {
  for (const [path, template] of addressesOf(profile)) {
    if (!startsLikeWebAddress(template, profile)) {
      yield { path, kind: 'not_web_address', facts: [template] };
    }
  }
}

function* addressesOf(profile: BankProfile): Iterable<[Path, string]> {
  for (const [key, { endpoints }] of Object.entries(profile.environments)) {
    for (const [name, template] of Object.entries(endpoints)) {
      if (template !== undefined) yield [['environments', key, 'endpoints', name], template];
    }
  }
  for (const [name, { url }] of Object.entries(profile.requests))
    yield [['requests', name, 'url'], url];
  for (const [at, { url }] of profile.sources.entries()) {
    if (url !== undefined) yield [['sources', at, 'url'], url];
  }
}

/**
 * True for `https://…`, `http://…`, and for a template that begins with a place: what fills it is an
 * endpoint that was checked, a variable's default that is checked here, or a captured address that is
 * checked before it is used.
 */
function startsLikeWebAddress(template: string, { variables }: BankProfile): boolean {
  if (/^https?:\/\/[^/?#]/i.test(template)) return true;
  const first = /^\{([a-zA-Z0-9]+)\}/.exec(template)?.[1];
  if (first === undefined) return false;
  const starts = variables[first] && variableValue(variables[first], undefined);
  return !starts || /^https?:\/\/[^/?#]/i.test(starts);
}
