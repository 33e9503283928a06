import { bankProfileSchema } from '../../../core/banks/bank-profile.ts';
import { ENDPOINT_NAMES } from '../../../core/banks/endpoint-names.ts';
import { clientAuthenticationSchema } from '../../../core/banks/grant.ts';
import type { ProfileFault } from '../../../core/banks/profile-fault.ts';
import { isMembers, type MemberPath, memberAt } from './member.ts';

const { service, clientCertificate, pkce } = bankProfileSchema.shape;

/** The values among which the form lets choose. */
export const SERVICES = service.options;
export const CERTIFICATES = clientCertificate.options;
export const PKCE = pkce.options;
export const AUTHENTICATIONS = clientAuthenticationSchema.options;
export const DEMANDS = ['required', 'supported'] as const;
export const BINDINGS = ['dpop', 'mtls'] as const;
export const KINDS = ['practice', 'sandbox', 'live'] as const;
export const LIFETIMES = ['authorizationCode', 'accessToken', 'refreshToken', 'consent'] as const;

/** The members for which the form has a field, beside those of each environment. */
const FIXED: readonly MemberPath[] = [
  ['id'],
  ['group'],
  ['label'],
  ['service'],
  ['countries'],
  ['clientAuthentication'],
  ['clientCertificate'],
  ['pkce'],
  ['pushedRequests'],
  ['requestObject', 'requirement'],
  ['tokenBinding', 'requirement'],
  ['tokenBinding', 'by'],
  ['redirectAnswer', 'signed'],
  ['scope', 'default'],
  ['scope', 'values'],
  ['scope', 'separator'],
  ...LIFETIMES.map((name) => ['lifetimes', name, 'seconds']),
];

/** Keys of the environments of a merged file. */
export function environmentKeys(merged: unknown): string[] {
  const environments = memberAt(merged, ['environments']);
  return isMembers(environments) ? Object.keys(environments) : [];
}

/** The way to every member that has a field, in the order of the form. */
export function fieldPaths(merged: unknown): MemberPath[] {
  const [before, after] = [FIXED.slice(0, 5), FIXED.slice(5)];
  const environments = environmentKeys(merged).flatMap((key) => {
    const at = ['environments', key];
    const own = ['label', 'kind', 'note'].map((name) => [...at, name]);
    return [...own, ...ENDPOINT_NAMES.map((name) => [...at, 'endpoints', name])];
  });
  return [...before, ...environments, ...after];
}

/** The id of a field in the page. */
export function editFieldId(path: MemberPath): string {
  return `edit-${path.join('-')}`;
}

/** The field in which a fault is to be put right: the nearest around it; `undefined` when the form has none. */
export function fieldOf(fault: ProfileFault, paths: readonly MemberPath[]): MemberPath | undefined {
  const missing = fault.kind === 'missing_endpoint' ? fault.facts.slice(0, 1) : [];
  const place = [...fault.path, ...missing].map(String);
  return paths
    .filter((path) => path.every((name, at) => place[at] === name))
    .toSorted((a, b) => b.length - a.length)[0];
}
