import type { BankProfile } from '../../core/banks/bank-profile.ts';
import type { RequestTemplate } from '../../core/banks/request-template.ts';

/** A half-filled form is shown as far as it goes: what a parameter lacks is for the findings to say. */
export function withoutRequirements(profile: BankProfile): BankProfile {
  const relaxed = changeRequests(profile, (request) => ({
    ...request,
    parameters: request.parameters.map((one) => ({ ...one, requirement: undefined })),
  }));
  const { requestObject } = profile;
  if (!requestObject?.claims) return relaxed;
  const claims = requestObject.claims.map((one) => ({ ...one, requirement: undefined }));
  return { ...relaxed, requestObject: { ...requestObject, claims } };
}

/** An address that an earlier step brings says nothing of the parameters that go with it. */
export function withAddress(profile: BankProfile): BankProfile {
  const url = 'https://later.invalid/';
  return changeRequests(profile, (request) => ({ ...request, url, substitute: undefined }));
}

function changeRequests(
  profile: BankProfile,
  change: (request: RequestTemplate) => RequestTemplate,
): BankProfile {
  const requests = Object.entries(profile.requests).map(
    ([name, request]) => [name, change(request)] as const,
  );
  return { ...profile, requests: Object.fromEntries(requests) };
}
