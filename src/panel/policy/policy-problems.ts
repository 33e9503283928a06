import { policyDefaults, policyShape, readPolicy } from '../../contract/policy.ts';
import { presetProfiles } from './preset-profiles.ts';

/** A part of a policy that has no effect: nobody knows its name, or its value is not of the kind that is wanted. */
export interface PolicyProblem {
  /** where, for example `defaults.theme` */
  name: string;
  kind: 'unknown' | 'unfit';
}

/** What could not be understood of a policy, so that whoever writes one sees it. */
export function policyProblems(managed: Readonly<Record<string, unknown>>): PolicyProblem[] {
  const policy = readPolicy(managed);
  const settings = policyDefaults(policy);
  const members = Object.keys(managed).flatMap((name): PolicyProblem[] => {
    if (!Object.hasOwn(policyShape, name)) return [{ name, kind: 'unknown' }];
    return Object.hasOwn(policy, name) ? [] : [{ name, kind: 'unfit' }];
  });
  const defaults = Object.keys(policy.defaults ?? {})
    .filter((name) => !Object.hasOwn(settings, name))
    .map((name): PolicyProblem => ({ name: `defaults.${name}`, kind: 'unfit' }));
  const profiles = presetProfiles(policy.profiles).broken.map(
    (at): PolicyProblem => ({ name: `profiles[${at}]`, kind: 'unfit' }),
  );
  return [...members, ...defaults, ...profiles];
}
