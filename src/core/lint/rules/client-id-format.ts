import type { BankProfile } from '../../banks/bank-profile.ts';
import type { Parameter } from '../../oauth/parameter.ts';
import { givenValue } from '../given-parameter.ts';
import type { Rule } from '../rule.ts';

/** A request that names its client. */
export interface ClientIdSubject {
  request: { parameters: readonly Parameter[] };
  profile?: BankProfile;
}

/** Judged by the profile alone: its pattern, its limit, and the ids printed in the bank's examples. */
export const clientIdFormat: Rule<ClientIdSubject> = {
  id: 'PS02',
  slug: 'client-id-format',
  severity: 'warn',
  actor: 'you',
  source: 'ETSI TS 119 495 §5.2.1; 89C3 portal',
  *check({ request: { parameters }, profile }) {
    const clientId = givenValue(parameters, 'client_id');
    if (clientId === undefined || !profile) return;
    const { pattern, maxLength, example, dummies = [] } = profile.clientId;
    const facts = [clientId, clientId.length, example, maxLength ?? '–'];
    if (dummies.includes(clientId)) yield { facts };
    if (maxLength !== undefined && clientId.length > maxLength) yield { facts };
    if (pattern !== undefined && !new RegExp(pattern).test(clientId)) yield { facts };
  },
};
