import type { FlowPlan, RequestDraft } from '../../../src/core/oauth/request-draft.ts';
import { profileOf } from '../../fixtures/profiles.ts';

/** A plan for one of the catalogue's profiles, with its first environment and harmless values. */
export function planFor(profileId: string, change: Partial<RequestDraft> = {}): FlowPlan {
  const profile = profileOf(profileId);
  const [grant = 'authorization_code'] = Object.keys(profile.grants);
  return {
    profile,
    draft: {
      environment: Object.keys(profile.environments)[0] ?? '',
      variables: {},
      grant: grant === 'client_credentials' ? grant : 'authorization_code',
      clientAuthentication: profile.clientAuthentication[0] ?? 'none',
      clientId: profile.clientId.example,
      redirectUri: 'http://app.localhost:8489/callback',
      scope: profile.scope.default,
      pkce: profile.pkce !== 'undocumented',
      edits: {},
      extra: [],
      ...change,
    },
  };
}

export const SECRETS = {
  clientSecret: '',
  state: 'fake-state-0123456789012345678901234567890x',
  nonce: 'FAKE-nonce-0123456789',
  codeVerifier: 'fake-verifier-90123456789012345678901234567890',
};
