import { keyAlgorithmSchema } from '../clients/client-key.ts';
import type { BankProfile } from './bank-profile.ts';
import type { EndpointName } from './endpoint-names.ts';
import type { ProfileFault } from './profile-fault.ts';

/**
 * What a profile demands of requests, answers and tokens, and nobody could do: a name or keys that are nowhere,
 * algorithms that this tool does not have. What a bank merely takes as well may stay incomplete.
 */
export function* findDemandFaults(profile: BankProfile): Iterable<ProfileFault> {
  const { requestObject, tokenBinding, redirectAnswer } = profile;
  if (requestObject?.requirement === 'required') {
    yield* findAlgorithmFaults(['requestObject', 'algorithms'], requestObject.algorithms);
    if (!requestObject.audience) yield* lacking(profile, 'no_audience', 'issuer');
  }
  if (tokenBinding?.requirement === 'required') {
    const { by, algorithms } = tokenBinding;
    if (by.includes('dpop') && !by.includes('mtls')) {
      yield* findAlgorithmFaults(['tokenBinding', 'algorithms'], algorithms);
    }
    if (!by.includes('dpop') && profile.clientCertificate === 'none') {
      yield { path: ['clientCertificate'], kind: 'no_certificate', facts: [] };
    }
  }
  if (redirectAnswer?.signed) {
    yield* findAlgorithmFaults(['redirectAnswer', 'signed'], redirectAnswer.signed, 'verified');
    yield* lacking(profile, 'no_answer_keys', 'jwksUri');
  }
}

/** What a client can sign with here. */
const SIGNED: readonly string[] = keyAlgorithmSchema.options;
/** What is verified here. */
const VERIFIED = [...SIGNED, 'RS384', 'RS512', 'PS384', 'PS512', 'Ed25519'];

/** The algorithms of this tool, where a list has none of them; `undefined` where it has, or says nothing. */
export function missedAlgorithms(
  listed: readonly string[] = [],
  use: 'signed' | 'verified' = 'signed',
): readonly string[] | undefined {
  const known = use === 'signed' ? SIGNED : VERIFIED;
  return listed.length === 0 || listed.some((name) => known.includes(name)) ? undefined : known;
}

function* findAlgorithmFaults(
  path: string[],
  listed: readonly string[] = [],
  use?: 'verified',
): Iterable<ProfileFault> {
  const known = missedAlgorithms(listed, use);
  if (known)
    yield { path, kind: 'no_known_algorithm', facts: [listed.join(', '), known.join(', ')] };
}

/** Environments that have none of these addresses. */
function* lacking(
  { environments }: BankProfile,
  kind: 'no_audience' | 'no_answer_keys',
  ...names: EndpointName[]
): Iterable<ProfileFault> {
  for (const [key, { endpoints }] of Object.entries(environments)) {
    if (names.some((name) => endpoints[name] !== undefined)) continue;
    yield { path: ['environments', key, 'endpoints'], kind, facts: names };
  }
}
