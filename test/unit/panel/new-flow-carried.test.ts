import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../../../src/core/oauth/authorization-request.ts';
import { carriedPreview } from '../../../src/panel/new-flow/carried-preview.ts';
import {
  changeDraft,
  changeSecrets,
  type DraftForm,
  openForm,
} from '../../../src/panel/new-flow/draft-form.ts';
import { modernProfile } from '../../../src/panel/new-flow/modern-profile.fixture.ts';
import { buildPreview } from '../../../src/panel/new-flow/preview.ts';
import { exampleBank, exampleProfile } from './example-bank.ts';

const fresh = { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' };

function open(profile = modernProfile(exampleProfile())): DraftForm {
  const form = openForm([exampleBank(profile)], fresh, {});
  if (!form) throw new Error('no form');
  const clientKey = { id: 'k1', algorithms: ['ES256' as const], kid: 'made-up-kid' };
  return changeDraft(form, { clientId: 'c1', redirectUri: 'https://tpp.example/cb', clientKey });
}

async function previewOf(form: DraftForm) {
  const preview = await buildPreview(form);
  if (preview.kind !== 'authorization') throw new Error(preview.kind);
  return preview;
}

const names = ({ parameters }: Pick<AuthorizationRequest, 'parameters'>) =>
  parameters.map(({ name }) => name);

describe('a request that is signed and pushed', () => {
  it('keeps its plain parameters, and shows what goes where', async () => {
    const { request, carried } = await previewOf(open());
    expect(names(request)).toEqual(
      expect.arrayContaining(['scope', 'resource', 'authorization_details']),
    );
    expect(carried?.object).toMatchObject({
      header: { alg: 'ES256', kid: 'made-up-kid', typ: 'oauth-authz-req+jwt' },
      claims: {
        iss: 'c1',
        aud: 'https://server.example',
        exp: 300,
        iat: 0,
        resource: 'https://api.server.example/accounts',
        authorization_details: [{ type: 'account_information' }],
      },
    });
    expect(carried?.added).toEqual(expect.arrayContaining(['iss', 'aud', 'exp', 'jti']));
    expect(carried?.added).not.toContain('scope');
    expect(carried?.pushed?.url).toBe('https://server.example/par');
    expect(carried?.opened.parameters).toEqual([
      { name: 'client_id', value: 'c1' },
      { name: 'request_uri', value: '{request_uri}' },
    ]);
  });

  it('shows what the flow will bring to a detail as it is written', async () => {
    const values = { until: '{consentUntil}', reference: '{requestId}' };
    const details = [{ type: 'consent', values }];
    const { request } = await previewOf(changeDraft(open(), { authorizationDetails: details }));
    const sent = request.parameters.find(({ name }) => name === 'authorization_details');
    expect(JSON.parse(sent?.value ?? '')).toEqual([{ type: 'consent', ...values }]);
  });

  it('shows in the object what the flow will bring to it', async () => {
    const bank = modernProfile(exampleProfile());
    const claim = { name: 'claims.id_token.openbanking_intent_id.value', value: '{consentUntil}' };
    const requestObject = { ...bank.requestObject, requirement: 'required' as const };
    const form = open({ ...bank, requestObject: { ...requestObject, claims: [claim] } });
    const { carried } = await previewOf(form);
    expect(carried?.object?.claims.claims).toEqual({
      id_token: { openbanking_intent_id: { value: '{consentUntil}' } },
    });
  });

  it('shows no client secret', async () => {
    const form = changeSecrets(
      changeDraft(open(), { clientAuthentication: 'client_secret_post', requestObject: false }),
      { clientSecret: 'made-up-secret' },
    );
    const { carried } = await previewOf(form);
    expect(names(carried?.pushed ?? { parameters: [] })).toContain('client_secret');
    expect(JSON.stringify(carried)).not.toContain('made-up-secret');
    expect(carried?.object).toBeUndefined();
  });

  it('goes by value where it is signed alone', async () => {
    const { carried } = await previewOf(changeDraft(open(), { pushed: false }));
    expect(carried?.pushed).toBeUndefined();
    expect(names(carried?.opened ?? { parameters: [] })).toEqual(['client_id', 'request']);
  });

  it('says what it would open though there is no address to push to', async () => {
    const profile = { ...exampleProfile(), pushedRequests: 'required' as const };
    const { carried } = await previewOf(open(profile));
    expect(carried?.pushed).toBeUndefined();
    expect(names(carried?.opened ?? { parameters: [] })).toContain('request_uri');
  });

  it.each([
    ['private_key_jwt', 'client_assertion'],
    ['client_secret_jwt', 'client_assertion'],
    ['tls_client_auth', undefined],
  ] as const)('proves the client by %s in the push', async (clientAuthentication, name) => {
    const form = changeSecrets(changeDraft(open(), { clientAuthentication }), {
      clientSecret: 'made-up-secret',
    });
    const { carried } = await previewOf(form);
    const proofs = names(carried?.pushed ?? { parameters: [] }).filter((one) =>
      ['client_assertion', 'client_secret'].includes(one),
    );
    expect(proofs).toEqual(name ? [name] : []);
  });

  it('has nothing said of a push that is on', async () => {
    const ids = async (form: DraftForm) => (await previewOf(form)).findings.map(({ id }) => id);
    expect(await ids(open())).not.toContain('AQ22');
    expect(await ids(changeDraft(open(), { pushed: false }))).toContain('AQ22');
  });

  it('is nothing of it at an ordinary bank', async () => {
    const form = open(exampleProfile());
    const { request, carried } = await previewOf(form);
    expect(carried).toBeUndefined();
    expect(carriedPreview(form, request)).toBeUndefined();
  });
});
