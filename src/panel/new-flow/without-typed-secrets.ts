import type { RequestDraft } from '../../core/oauth/request-draft.ts';

/** Parameters whose values are secret, or good for one start only. */
const NEVER_STORED = new Set([
  'client_secret',
  'client_assertion',
  'assertion',
  'password',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'state',
  'nonce',
  'code_challenge',
]);

/** A draft as it may be stored: secrets that the person typed as parameters are taken out. */
export function withoutTypedSecrets(draft: RequestDraft): RequestDraft {
  const edits = Object.entries(draft.edits).filter(
    // A parameter left out stays out.
    ([name, value]) => value === null || mayBeStored(name, value),
  );
  return {
    ...draft,
    edits: Object.fromEntries(edits),
    extra: draft.extra.filter(({ name, value }) => mayBeStored(name, value)),
  };
}

function mayBeStored(name: string, value: string): boolean {
  return !NEVER_STORED.has(name.trim().toLowerCase()) && !looksLikeJwt(value.trim());
}

function looksLikeJwt(value: string): boolean {
  return value.startsWith('eyJ') && value.includes('.');
}
