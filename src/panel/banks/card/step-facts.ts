import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { templatesOf } from '../../../core/banks/check-templates.ts';
import type { Need, RequestTemplate } from '../../../core/banks/request-template.ts';
import { templateValues } from '../../../core/banks/request-values.ts';
import { fillKnownPlaces, templateNames } from '../../../core/banks/template.ts';
import { bankChoices, servedEnvironments } from '../bank-facts.ts';

/** One step on the way to a token, as the card draws it. */
export interface StepFacts {
  /** the request's name */
  name: string;
  label: string;
  /** who performs it */
  transport: RequestTemplate['transport'];
  method: RequestTemplate['method'];
  /** what of the address is known; places that a step before fills stay in braces */
  host: string;
  path: string;
  /** why it is explained only */
  needs: readonly Need[];
  brings: readonly Brought[];
}

/** A value that a step brings, and the steps and calls that use it. */
export interface Brought {
  /** label of a capture; the name of a value that every flow has */
  what: { label: string } | { name: FlowValue };
  usedBy: readonly string[];
}

/** Values that steps bring by their role, without saying so. */
const FLOW_VALUES = ['code', 'clientToken', 'accessToken', 'refreshToken'] as const;
export type FlowValue = (typeof FLOW_VALUES)[number];

/** The steps of one way, by the names of their requests, with the addresses of a bank's first environment. */
export function stepsOf(profile: BankProfile, bank: Bank, names: readonly string[]): StepFacts[] {
  const [first] = servedEnvironments(profile, bank);
  const values = templateValues(profile, first?.key ?? '', bankChoices(profile, bank)) ?? {};
  const authorizeAt = names.findIndex((name) => profile.requests[name]?.role === 'authorize');
  return names.flatMap((name, at) => {
    const request = profile.requests[name];
    if (!request) return [];
    const { transport, method, needs = [] } = request;
    const address = addressParts(fillKnownPlaces(request.url, values));
    const later = [...names.slice(at + 1), profile.refresh ?? [], profile.calls].flat();
    const brings = broughtBy(request, at < authorizeAt).map(({ place, what }) => ({
      what,
      usedBy: [...new Set(later)].flatMap((other) => usedIn(profile, other, place)),
    }));
    const kept = brings.filter(({ what, usedBy }) => 'label' in what || usedBy.length > 0);
    return {
      name,
      label: labelOf(profile, name),
      transport,
      method,
      needs,
      ...address,
      brings: kept,
    };
  });
}

/** A request's own label, else its name. */
export function labelOf({ requests }: BankProfile, name: string): string {
  return requests[name]?.label ?? name;
}

function broughtBy(
  { role, captures = [] }: RequestTemplate,
  beforeRedirect: boolean,
): { place: string; what: Brought['what'] }[] {
  const captured = captures.map(({ name, label }) => ({ place: name, what: { label } }));
  const flow = FLOW_VALUES.filter((name) => {
    if (role === 'authorize') return name === 'code';
    if (role !== 'token' || name === 'code') return false;
    return (name === 'clientToken') === beforeRedirect;
  });
  return [...flow.map((name) => ({ place: name, what: { name } })), ...captured];
}

/** The label of a request if its templates use a place, directly or through the scope. */
function usedIn(profile: BankProfile, name: string, place: string): string[] {
  const request = profile.requests[name];
  if (!request) return [];
  const places = new Set([...templatesOf(request)].flatMap(([, text]) => templateNames(text)));
  const { scope } = profile;
  const inScope = [scope.default, scope.template ?? ''].flatMap(templateNames);
  const uses = places.has(place) || (places.has('scope') && inScope.includes(place));
  return uses ? [labelOf(profile, name)] : [];
}

function addressParts(url: string): { host: string; path: string } {
  const [, host = '', path = url] = /^https?:\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  return { host, path };
}
