import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSigningKey, type SigningKey } from '../../../src/cli/node/client-keys.ts';
import { nodeEffects } from '../../../src/cli/node/node-effects.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';
import { currentToken } from '../../../src/core/flow/flow-state.ts';
import { tokenBinding } from '../../../src/core/tokens/token-binding.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openedHappening } from '../../../src/engine/open-request.ts';
import { fapiClientKeys, openIdKeyClient } from '../../practice-bank/clients.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { BankOverTls } from '../practice-bank/fapi-user.ts';
import { decide } from '../practice-bank/openid-user.ts';
import { planFor, SECRETS } from './plans.ts';

let bank: BankOverTls;
let key: SigningKey;
beforeAll(async () => {
  bank = await startPracticeBank({ tls: true });
  const { ecPrivateKey } = await fapiClientKeys();
  const read = await readSigningKey(ecPrivateKey, { id: 'client-key', kid: openIdKeyClient.kid });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  key = read.value;
});
afterAll(() => bank.close());

it('a FAPI 2 bank gives tokens that are bound to the flow’s key, and takes them with its proofs', async () => {
  const { tlsPort } = bank.tls.ports;
  const ca = bank.tls.authority.certificatePem;
  const effects = nodeEffects({
    clock: { nowMs: Date.now },
    network: nodeFetch({ ca }, {}),
    keys: [key],
  });
  const engine = new FlowEngine(effects);
  const plan = planFor('practice-fapi2', {
    variables: { practiceTlsPort: String(tlsPort) },
    clientAuthentication: 'private_key_jwt',
    clientKey: key.known,
    redirectUri: `https://app.localhost:${tlsPort}/callback`,
  });
  const started = await engine.startAuthorization(plan, SECRETS, {
    bank: 'Practice',
    onErrors: 'ask',
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { flowId, url } = started.value;
  await effects.journal.append(flowId, openedHappening(started.value, 'new_tab'));
  const redirect = await decide(url, 'approve', { ca });
  await engine.acceptRedirect({ url: redirect.href, via: 'pasted', flowId });
  expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({ ok: true });
  const flow = await engine.read(flowId);
  const token = flow && currentToken(flow, 'access_token');
  expect(token?.token_type).toBe('DPoP');
  expect(flow && token && tokenBinding(token, flow)).toMatchObject({ by: 'dpop', agrees: true });
  const [api = ''] = plan.profile.calls;
  expect(await engine.callApi(flowId, api, token?.secret.id ?? '', 'ask')).toMatchObject({
    ok: true,
  });
  expect(await engine.refresh(flowId)).toMatchObject({ ok: true });
  const after = await engine.read(flowId);
  const outcomes = after?.calls.map(({ purpose, outcome }) => `${purpose} ${outcome}`);
  expect(outcomes?.filter((text) => !text.endsWith('nonce_wanted'))).toEqual([
    'push pushed',
    'exchange tokens',
    'api api_ok',
    'refresh tokens',
  ]);
  expect(outcomes).toContain('push nonce_wanted');
});
