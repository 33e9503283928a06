import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import { fillKnownPlaces } from '../../core/banks/template.ts';
import type { AuthorizationDetail } from '../../core/oauth/authorization-details.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';

/** What of a draft says how the request travels, and what it asks for beyond the scope. */
type SecurityDraft = Pick<
  RequestDraft,
  'pushed' | 'requestObject' | 'dpop' | 'resources' | 'authorizationDetails'
>;

type Spot = Pick<RequestDraft, 'environment' | 'variables' | 'clientAuthentication'>;

export type SecuritySwitch = 'pushed' | 'requestObject' | 'dpop';

/** What a profile says of a switch; `undefined` where it says nothing. */
export function demandFor(
  { pushedRequests, requestObject, tokenBinding }: BankProfile,
  name: SecuritySwitch,
): 'required' | 'supported' | undefined {
  switch (name) {
    case 'pushed':
      return pushedRequests;
    case 'requestObject':
      return requestObject?.requirement;
    case 'dpop':
      if (!tokenBinding?.by.includes('dpop')) return undefined;
      // A certificate may do instead.
      return tokenBinding.by.length === 1 ? tokenBinding.requirement : 'supported';
  }
}

/** What the form begins with at a profile, where nobody chose otherwise: what the bank demands. */
function defaultsAt(profile: BankProfile, spot: Spot): SecurityDraft {
  const { tokenBinding } = profile;
  const byCertificate = spot.clientAuthentication.endsWith('tls_client_auth');
  const bound = tokenBinding?.requirement === 'required' && tokenBinding.by.includes('dpop');
  const type = profile.authorizationDetails?.types[0]?.type;
  return {
    ...(demandFor(profile, 'pushed') === 'required' && { pushed: true }),
    ...(demandFor(profile, 'requestObject') === 'required' && { requestObject: true }),
    ...(bound && !(byCertificate && tokenBinding.by.includes('mtls')) && { dpop: true }),
    ...(profile.resource?.requirement === 'required' && {
      resources: resourcesAt(profile, spot),
    }),
    ...(profile.authorizationDetails?.requirement === 'required' &&
      type !== undefined && { authorizationDetails: [{ type, values: {} }] }),
  };
}

/** The addresses of APIs that a profile names, filled as far as they can be. */
export function resourcesAt(
  profile: BankProfile,
  { environment, variables }: Pick<Spot, 'environment' | 'variables'>,
): string[] {
  const values = templateValues(profile, environment, variables) ?? {};
  return (profile.resource?.values ?? []).map((template) => fillKnownPlaces(template, values));
}

/**
 * The same part of a draft at another place. What a person chose stays at one bank group, as far as the new
 * profile knows it; elsewhere, and where nobody chose, it is what the bank demands.
 */
export function securityAt(
  from: { profile: BankProfile; draft: RequestDraft },
  profile: BankProfile,
  spot: Spot,
  sameBank: boolean,
): SecurityDraft {
  const { draft } = from;
  const defaults = defaultsAt(profile, spot);
  if (!sameBank) return defaults;
  const { resources: usual } = defaultsAt(from.profile, draft);
  const ownResources = JSON.stringify(draft.resources) !== JSON.stringify(usual);
  const details =
    from.profile.id === profile.id ? draft.authorizationDetails : knownDetails(profile, draft);
  return {
    ...defaults,
    ...flagsOf(profile, draft),
    ...(ownResources && draft.resources && { resources: draft.resources }),
    ...(details && { authorizationDetails: details }),
  };
}

function flagsOf(profile: BankProfile, draft: RequestDraft): SecurityDraft {
  const names: SecuritySwitch[] = ['pushed', 'requestObject', 'dpop'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const chosen = draft[name];
      const locked = demandFor(profile, name) === 'required';
      return chosen === undefined || locked ? [] : [[name, chosen]];
    }),
  );
}

function knownDetails(
  profile: BankProfile,
  draft: RequestDraft,
): AuthorizationDetail[] | undefined {
  const types = profile.authorizationDetails?.types ?? [];
  const known = (draft.authorizationDetails ?? []).filter(({ type }) =>
    types.some((one) => one.type === type),
  );
  return known.length > 0 ? known : undefined;
}
