import { describe, expect, it } from 'vitest';
import type { ClientKey } from '../../../src/core/clients/client-key.ts';
import { signatureText } from '../../../src/panel/tokens/signature-text.ts';
import { planFor } from '../engine/plans.ts';

const key: ClientKey = { id: 'seal', algorithms: ['RS256'], kid: 'made-up-seal' };
const elliptic: ClientKey = { ...key, algorithms: ['ES256'] };

describe('what the bench says of the signature', () => {
  it.each([
    [
      'the key it is signed with',
      'bpce-aisp',
      { clientKey: key },
      /signed with your key: made-up-seal/,
    ],
    ['that a key is missing', 'bpce-aisp', {}, /not signed.*import the RSA key/],
    ['that the key does not fit', 'bpce-aisp', { clientKey: elliptic }, /not signed/],
    ['what a sandbox takes', 'nordea', { environment: 'sandbox' }, /SKIP_SIGNATURE/],
    ['nothing of a live bank’s bypass', 'nordea', { environment: 'live' }, /not signed/],
    ['nothing where none is wanted', 'oidc', { clientKey: key }, /^$/],
    ['nothing of other signatures', 'polish-api', { clientKey: key }, /^$/],
  ])('tells %s', (_what, profile, change, text) => {
    expect(signatureText(planFor(profile, change))).toMatch(text);
  });
});
