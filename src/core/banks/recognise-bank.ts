import { type Parameter, parseParameters, valuesOf } from '../oauth/parameter.ts';
import type { BankProfile } from './bank-profile.ts';
import type { EndpointName } from './endpoint-names.ts';
import { hostChoices, nearChoices, solvePlaces } from './host-choices.ts';
import { fitsPattern } from './pattern-danger.ts';
import { templateValues, type VariableChoices } from './request-values.ts';
import { templateNames } from './template.ts';
import { templatePattern } from './template-pattern.ts';

/** The bank that an address belongs to, as far as its host tells. */
export interface RecognisedBank {
  profile: BankProfile;
  /** key in the profile's environments */
  environment: string;
  /** what the host says of the variables: option keys, or text */
  variables: VariableChoices;
}

/**
 * The bank that an address of a request belongs to: by its host; among several profiles that have it,
 * the one whose path, grant and scope fit best. A host that is a slip of a bank's own counts when no
 * other bank has it. `undefined` for hosts that no profile knows.
 */
export function recogniseBank(
  url: string,
  profiles: readonly BankProfile[],
  parameters: readonly Parameter[] = parseParameters(url.split('#')[0]?.split('?')[1] ?? ''),
): RecognisedBank | undefined {
  return (
    bankOfHost(url, profiles, parameters) ??
    bestPlace(url, profiles, parameters, (host, place) => nearChoices(host, place))
  );
}

/** The same, but a host has to be a bank's own: quick enough to be asked of every page that is visited. */
export function bankOfHost(
  url: string,
  profiles: readonly BankProfile[],
  parameters: readonly Parameter[],
): RecognisedBank | undefined {
  return bestPlace(url, profiles, parameters, (host, place) => hostChoices(host, place));
}

function bestPlace(
  url: string,
  profiles: readonly BankProfile[],
  parameters: readonly Parameter[],
  choicesOf: (host: string, place: Place) => VariableChoices | undefined,
): RecognisedBank | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  const [best] = [...places(profiles, (place) => choicesOf(host, place))]
    .map((place) => {
      const whole = pathChoices(`${protocol}//${host}${pathname}`, place);
      const { profile, environment } = place;
      const variables = { ...place.variables, ...whole };
      const rank = pathRank(pathname, { ...place, variables }) + requestRank(parameters, profile);
      return { profile, environment, variables, rank };
    })
    .toSorted((a, b) => b.rank - a.rank);
  if (!best) return undefined;
  const { profile, environment } = best;
  return {
    profile,
    environment,
    variables: { ...best.variables, ...parameterChoices(parameters, profile) },
  };
}

/** One endpoint of one environment. */
interface Place {
  profile: BankProfile;
  environment: string;
  endpoint: EndpointName;
  template: string;
}
type FoundPlace = Place & { variables: VariableChoices };

function* places(
  profiles: readonly BankProfile[],
  choicesOf: (place: Place) => VariableChoices | undefined,
): Iterable<FoundPlace> {
  for (const profile of profiles) {
    for (const [environment, { endpoints }] of Object.entries(profile.environments)) {
      for (const [endpoint, template] of Object.entries(endpoints) as [EndpointName, string?][]) {
        if (template === undefined) continue;
        const place = { profile, environment, endpoint, template };
        const variables = choicesOf(place);
        if (variables) yield { ...place, variables };
      }
    }
  }
}

/** What the path tells of the variables, where the whole address fits. */
function pathChoices(address: string, { template, profile }: FoundPlace): VariableChoices {
  const [base = ''] = template.split(/[?#]/);
  const match = new RegExp(templatePattern(base, '[^/?#]+').source, 'i').exec(address);
  return (match?.groups && solvePlaces({ ...match.groups }, base, profile)) ?? {};
}

/** What the parameters tell of the variables that the bank's request puts into them. */
function parameterChoices(
  parameters: readonly Parameter[],
  { requests, variables }: BankProfile,
): VariableChoices {
  const told: VariableChoices[] = [];
  for (const request of Object.values(requests)) {
    if (request.role === 'resource') continue;
    for (const { name, value } of request.parameters) {
      const [variable = ''] = templateNames(value);
      const [given] = valuesOf(parameters, name);
      if (value !== `{${variable}}` || !given || !Object.hasOwn(variables, variable)) continue;
      told.push(solvePlaces({ [variable]: given }, 'x', { variables }) ?? {});
    }
  }
  return Object.assign({}, ...told);
}

/** How well a path fits an endpoint: its own, one below the API's address, or another one. */
function pathRank(pathname: string, { profile, environment, endpoint, variables }: FoundPlace) {
  const address = templateValues(profile, environment, variables)?.[endpoint] ?? '';
  const wanted = URL.canParse(address) ? new URL(address).pathname : '';
  const sandboxFirst = profile.environments[environment]?.kind === 'live' ? 0 : 0.5;
  if (endpoint === 'apiBase') return sandboxFirst + (pathname.startsWith(wanted) ? 4 : 0);
  return sandboxFirst + (pathname === wanted ? 8 : 0);
}

/** How well a request's grant, scope and client fit a profile. */
function requestRank(
  parameters: readonly Parameter[],
  { grants, scope, clientId }: BankProfile,
): number {
  const [grantType] = valuesOf(parameters, 'grant_type');
  const grant = grantType === 'client_credentials' ? grantType : 'authorization_code';
  const asked = valuesOf(parameters, 'scope').join(' ');
  const values = asked.split(/[\s,;|]+/).filter((value) => value !== '');
  const known = values.filter((value) => scope.values.includes(value)).length;
  const fits =
    scope.template !== undefined && templatePattern(scope.template, '[^ ]+').test(asked)
      ? 1
      : known / Math.max(1, values.length);
  const client = valuesOf(parameters, 'client_id').join();
  const isOwnForm = clientId.pattern !== undefined && fitsPattern(client, clientId.pattern);
  return (grants[grant] ? 2 : 0) + fits * 4 + (isOwnForm ? 1 : 0);
}
