import type { BankProfile } from '../bank-profile.ts';
import { ENDPOINT_NAMES, type EndpointName } from '../endpoint-names.ts';
import type { ProfileFault } from '../profile-fault.ts';
import { templateNames } from '../template.ts';

type Path = (string | number)[];

const WEB_ADDRESS = /^https?:\/\/[^/?#]/i;
const SCRIPT_SCHEME = /^\s*(javascript|data|vbscript|file|blob|about):/i;

/** What is trusted in a profile that ships with the tool, and not in one that a stranger wrote. */
export function* findImportFaults(profile: BankProfile): Iterable<ProfileFault> {
  yield* findOptionFaults(profile);
  yield* findPracticeFaults(profile);
  for (const [key, { defaults }] of Object.entries(profile.environments)) {
    const scheme = SCRIPT_SCHEME.exec(defaults?.redirectUri ?? '')?.[0];
    if (scheme === undefined) continue;
    const path = ['environments', key, 'defaults', 'redirectUri'];
    yield { path, kind: 'script_address', facts: [scheme.trim()] };
  }
}

/** A practice bank runs on this computer: another one must not pass for it to escape the locks of real banks. */
function* findPracticeFaults(profile: BankProfile): Iterable<ProfileFault> {
  const practice = Object.entries(profile.environments).filter(
    ([, { kind }]) => kind === 'practice',
  );
  const addresses: [Path, string][] = practice.flatMap(([key, { endpoints }]) =>
    Object.entries(endpoints).map(([name, template = '']): [Path, string] => [
      ['environments', key, 'endpoints', name],
      template,
    ]),
  );
  for (const [name, { url }] of Object.entries(practice.length > 0 ? profile.requests : {})) {
    // What begins with a place goes to an endpoint, or to where a bank sent a flow.
    const first = /^\{(\w+)\}/.exec(url)?.[1];
    if (first === undefined || textsOf(first, profile).length > 0) {
      addresses.push([['requests', name, 'url'], url]);
    }
  }
  for (const [path, template] of addresses) {
    if (!isLocal(template, profile)) yield { path, kind: 'practice_not_local', facts: [template] };
  }
}

const LOCAL_HOST =
  /^https?:\/\/(?:(?:[\w.-]|\{\w+\})+\.)?(?:localhost|127\.0\.0\.1|\[::1\])(?::(?:\d+|\{\w+\}))?(?=[/?#]|$)/i;

function isLocal(template: string, profile: BankProfile): boolean {
  const host = LOCAL_HOST.exec(template)?.[0];
  const texts = templateNames(host ?? '').flatMap((name) => textsOf(name, profile));
  return host !== undefined && texts.every((text) => /^[\w.-]*$/.test(text));
}

/** Every text that a file puts into a place; one at least for a variable. */
function textsOf(name: string, { variables }: BankProfile): string[] {
  return Object.entries(variables).flatMap(([own, { default: usual = '', options = [] }]) => [
    ...(own === name ? [usual] : []),
    ...options.flatMap(({ key, value = key, sets }) =>
      own === name ? value : (sets?.[name] ?? []),
    ),
  ]);
}

/** Where an address begins with a place, every option that can fill it has to be a web address too. */
function* findOptionFaults(profile: BankProfile): Iterable<ProfileFault> {
  const first = new Set(
    [...addressTemplates(profile)].flatMap((template) => /^\{(\w+)\}/.exec(template)?.[1] ?? []),
  );
  for (const [name, { options = [] }] of Object.entries(profile.variables)) {
    for (const [at, { key, value, sets = {} }] of options.entries()) {
      const path: Path = ['variables', name, 'options', at];
      const filled: [Path, string][] = Object.entries(sets)
        .filter(([set]) => first.has(set))
        .map(([set, text]) => [[...path, 'sets', set], text]);
      if (first.has(name))
        filled.push([[...path, value === undefined ? 'key' : 'value'], value ?? key]);
      for (const [path, text] of filled) {
        if (!WEB_ADDRESS.test(text)) yield { path, kind: 'not_web_address', facts: [text] };
      }
    }
  }
}

function* addressTemplates({ environments, requests }: BankProfile): Iterable<string> {
  for (const { endpoints } of Object.values(environments)) {
    for (const name of ENDPOINT_NAMES) yield endpoints[name as EndpointName] ?? '';
  }
  for (const { url } of Object.values(requests)) yield url;
}
