import type { BankProfile } from '../../banks/bank-profile.ts';
import type { VariableChoices } from '../../banks/request-values.ts';
import { fillKnownPlaces, type TemplateValues } from '../../banks/template.ts';
import { templatePattern } from '../../banks/template-pattern.ts';
import { hostOf } from '../bank-use.ts';
import type { ProfileFacts } from '../lint-profile.ts';
import { isNearHost } from '../nearest.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Another path on the profile's host, or a host that is a slip of it. Any other host is not judged. */
export const endpointNotInProfile: Rule<ProfileFacts> = {
  id: 'PR10',
  slug: 'endpoint-not-in-profile',
  severity: 'error',
  actor: 'you',
  source: 'The endpoints of the bank profile',
  *check({ request, profile, environment, variables, values }) {
    if (!request || request.role === 'resource' || !URL.canParse(request.url)) return;
    const { protocol, host, pathname } = new URL(request.url);
    const known = { ...values, ...openEndpoints(profile, environment, variables, values) };
    const wanted = Object.values(profile.requests)
      .filter(({ role }) => role === request.role)
      .map(({ url }) => bare(fillKnownPlaces(url, known)));
    const seen = `${protocol}//${host}${pathname}`;
    if (wanted.some((address) => templatePattern(address, '[^?#]+').test(seen))) return;
    const source = profileSource(profile, `environments.${environment}`);
    const here = wanted.find((address) => hostOf(address) === host);
    const near = wanted.find((address) => isNearHost(host, hostOf(address) ?? ''));
    if (here !== undefined) {
      const path = new URL(here).pathname;
      yield { facts: [pathname, path, missingParts(pathname, path)], source };
    } else if (near !== undefined) {
      const facts = [host, hostOf(near) ?? '', missingParts(host, hostOf(near) ?? '')];
      yield { facts, severity: 'warn', source };
    }
  },
};

/** The endpoints with places left open that a person may fill as they like, and did not. */
function openEndpoints(
  profile: BankProfile,
  environment: string,
  variables: VariableChoices,
  values: TemplateValues,
): TemplateValues {
  const typed = Object.entries(profile.variables).flatMap(([name, { options }]) =>
    options || variables[name] !== undefined ? [] : [name],
  );
  const filled = Object.entries(values).filter(([name]) => !typed.includes(name));
  const endpoints = Object.entries(profile.environments[environment]?.endpoints ?? {});
  return Object.fromEntries(
    endpoints.map(([name, template = '']) => [
      name,
      fillKnownPlaces(template, Object.fromEntries(filled)),
    ]),
  );
}

/** The parts of a path or host that another one does not have. */
function missingParts(seen: string, expected: string): string {
  const parts = (text: string) => text.split(/(?=[/.])/);
  return (
    parts(expected)
      .filter((part) => !parts(seen).includes(part))
      .join('') || '–'
  );
}

/** An address up to its query, as browsers write it. */
function bare(address: string): string {
  const [base = ''] = address.split(/[?#]/);
  if (/[{}]/.test(base) || !URL.canParse(base)) return base;
  const { protocol, host, pathname } = new URL(base);
  return `${protocol}//${host}${pathname}`;
}
