import type { RequestUse } from '../bank-use.ts';
import { givenValue } from '../given-parameter.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** An id that the bank gave for this certificate may look otherwise, so this only warns. */
export const clientIdNotCertificate: Rule<RequestUse> = {
  id: 'PS03',
  slug: 'client-id-not-certificate',
  severity: 'warn',
  actor: 'you',
  source: 'ETSI TS 119 495 §5.2.1',
  *check({ request: { parameters }, profile, client }) {
    const clientId = givenValue(parameters, 'client_id');
    const organization = client?.organizationIdentifier;
    if (!profile?.clientId.fromCertificate || clientId === undefined || !organization) return;
    const source = profileSource(profile, 'clientId.fromCertificate');
    if (clientId !== organization) yield { facts: [clientId, organization], source };
  },
};
