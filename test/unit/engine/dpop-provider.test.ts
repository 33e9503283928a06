import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSigningKey } from '../../../src/cli/node/client-keys.ts';
import { nodeEffects } from '../../../src/cli/node/node-effects.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';
import type { RequestDraft } from '../../../src/core/oauth/request-draft.ts';
import { tokenBinding } from '../../../src/core/tokens/token-binding.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { planFor } from './plans.ts';

const SECRET = 'practice-secret-not-real-and-long-enough';
let server: Server;
let issuer: string;
let key: Awaited<ReturnType<typeof createSigningKey>>;

/** An independent server that wants bound tokens, a nonce in every proof, and assertions that it has not seen. */
beforeAll(async () => {
  key = await createSigningKey('own', 'ES256');
  server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = {
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    dpop_bound_access_tokens: true,
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        ...client,
        client_id: 'client_secret_jwt',
        client_secret: SECRET,
        token_endpoint_auth_method: 'client_secret_jwt',
      },
      {
        ...client,
        client_id: 'private_key_jwt',
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [key.publicJwk] },
      },
    ],
    ttl: { ClientCredentials: 300 },
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true, nonceSecret: Buffer.alloc(32), requireNonce: () => true },
    },
  });
  server.on('request', provider.callback());
});
afterAll(() => new Promise((closed) => server.close(closed)));

it.each(['client_secret_jwt', 'private_key_jwt'] as const)(
  'an independent server gives a client with %s a token that is bound to the flow’s key',
  async (clientAuthentication) => {
    const known = { id: 'own', algorithms: ['ES256' as const], kid: '' };
    const effects = nodeEffects({
      clock: { nowMs: () => Date.now() },
      network: nodeFetch({}, {}),
      keys: [{ known, sign: key.sign }],
    });
    const engine = new FlowEngine(effects);
    const draft: Partial<RequestDraft> = {
      variables: { tokenUrl: `${issuer}/token`, apiUrl: `${issuer}/me` },
      grant: 'client_credentials',
      clientAuthentication,
      clientId: clientAuthentication,
      scope: '',
      dpop: true,
      ...(clientAuthentication === 'private_key_jwt' && { clientKey: known }),
    };
    const plan = planFor('oidc', draft);
    plan.profile.clientAuthentication = [clientAuthentication];
    plan.profile.requests.introspect = {
      transport: 'worker',
      role: 'introspection',
      method: 'POST',
      url: '{tokenEndpoint}/introspection',
      placement: 'form',
      parameters: [
        { name: 'token', value: '{token}' },
        { name: 'client_id', value: '{clientId}' },
      ],
    };
    const secret = clientAuthentication === 'client_secret_jwt' ? SECRET : '';
    const options = { bank: 'Practice', onErrors: 'ask' } as const;
    const reply = await engine.requestToken(plan, secret, options);
    expect(reply.ok ? await reply.value.answered : reply).toMatchObject({ ok: true });
    const flowId = reply.ok ? reply.value.flowId : '';
    const flow = await engine.read(flowId);
    expect(flow?.calls.map(({ outcome }) => outcome)).toEqual(['nonce_wanted', 'tokens']);
    const [token] = flow?.tokens ?? [];
    expect(token?.token_type).toBe('DPoP');
    await engine.askTokenStatus(flowId, 'introspection', token?.secret.id ?? '');
    const asked = await engine.read(flowId);
    expect(asked && token && tokenBinding(token, asked)).toMatchObject({
      by: 'dpop',
      told: 'by_introspection',
      agrees: true,
    });
    expect(asked?.calls.at(-1)?.findings.map(({ id }) => id)).not.toContain('JW23');
  },
);
