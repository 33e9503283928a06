import type { RequestUse } from '../bank-use.ts';
import { givenValue } from '../given-parameter.ts';
import { profileSource } from '../profile-source.ts';
import type { Rule } from '../rule.ts';

/** Judged by the profile alone: its pattern, its limit, and the ids printed in the bank's examples. */
export const clientIdFormat: Rule<RequestUse> = {
  id: 'PS02',
  slug: 'client-id-format',
  severity: 'warn',
  actor: 'you',
  source: 'ETSI TS 119 495 §5.2.1',
  *check({ request: { parameters }, profile }) {
    const clientId = givenValue(parameters, 'client_id');
    if (clientId === undefined || !profile) return;
    const { pattern, maxLength, example, dummies = [] } = profile.clientId;
    const isRight =
      !dummies.includes(clientId) &&
      clientId.length <= (maxLength ?? clientId.length) &&
      (pattern === undefined || new RegExp(pattern).test(clientId));
    if (isRight) return;
    const source = profileSource(profile, 'clientId');
    yield { facts: [clientId, clientId.length, example, maxLength ?? '–'], source };
  },
};
