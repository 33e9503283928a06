import { maskText } from '../../core/flow/mask.ts';
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
  'request',
  'request_uri',
]);

/** A draft as it may be stored: secrets that the person typed as parameters are taken out. */
export function withoutTypedSecrets(draft: RequestDraft): RequestDraft {
  const edits = Object.entries(draft.edits).filter(
    // A parameter left out stays out.
    ([name, value]) => value === null || mayBeStored(name, value),
  );
  const { resources, authorizationDetails } = draft;
  return {
    ...draft,
    ...(resources && { resources: resources.filter((one) => !holdsSecret(one)) }),
    ...(authorizationDetails && {
      authorizationDetails: authorizationDetails.map(({ type, values }) => ({
        type,
        values: Object.fromEntries(
          Object.entries(values).filter(([, value]) => !holdsSecret(value)),
        ),
      })),
    }),
    edits: Object.fromEntries(edits),
    extra: draft.extra.filter(({ name, value }) => mayBeStored(name, value)),
  };
}

function mayBeStored(name: string, value: string): boolean {
  return !NEVER_STORED.has(name.trim().toLowerCase()) && !holdsSecret(value);
}

/** A value that looks like a JWT, or an address with a secret in it. */
function holdsSecret(value: string): boolean {
  return /^\s*eyJ.*\./s.test(value) || maskText(value, []) !== value;
}
