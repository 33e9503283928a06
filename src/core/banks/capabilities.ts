import type { BankProfile } from './bank-profile.ts';
import type { Grant } from './grant.ts';
import type { Need } from './request-template.ts';

/**
 * How far this tool goes with a grant: all of it runs here, all of it runs once the browser has the
 * client certificate, or some step is explained and done elsewhere.
 */
export type Reach = 'runs' | 'runs_with_certificate' | 'explained';

export interface Capability {
  /** `none` stands for the way to a consent without OAuth, which is always explained */
  grant: Grant | 'none';
  /** the requests in order, by name */
  steps: string[];
  reach: Reach;
  /** why steps are explained, each reason once */
  needs: Need[];
}

/** What can be done with a profile, a grant at a time. */
export function capabilitiesOf(profile: BankProfile): Capability[] {
  const all: Grant[] = ['authorization_code', 'client_credentials'];
  const grants = all.flatMap((grant): [Grant, string[]][] => {
    const steps = profile.grants[grant];
    return steps ? [[grant, steps]] : [];
  });
  const { withoutOauth } = profile;
  const ways: [Capability['grant'], string[]][] = withoutOauth
    ? [...grants, ['none', withoutOauth]]
    : grants;
  return ways.map(([grant, steps]) => capability(profile, grant, steps));
}

/** True when some grant of the profile runs here, if need be with a certificate in the browser. */
export function runsHere(profile: BankProfile): boolean {
  return capabilitiesOf(profile).some(({ reach }) => reach !== 'explained');
}

function capability(
  { requests, clientCertificate }: BankProfile,
  grant: Capability['grant'],
  steps: string[],
): Capability {
  const templates = steps.map((name) => requests[name]).filter((one) => one !== undefined);
  const needs = [...new Set(templates.flatMap(({ needs = [] }) => needs))];
  const elsewhere = grant === 'none' || templates.some(({ transport }) => transport === 'explain');
  const reach = elsewhere
    ? 'explained'
    : clientCertificate === 'required'
      ? 'runs_with_certificate'
      : 'runs';
  return { grant, steps, reach, needs };
}
