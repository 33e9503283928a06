import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { currentToken } from '../../../src/core/flow/flow-state.ts';
import { ok } from '../../../src/core/result.ts';
import type { Send } from '../../../src/engine/effects.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { openedHappening } from '../../../src/engine/open-request.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { type BankOverTls, openFapiUser } from '../practice-bank/fapi-user.ts';
import { send } from '../practice-bank/local-client.ts';
import { jsonAnswer, MemoryEffects } from './memory-effects.ts';
import { planFor } from './plans.ts';

let bank: BankOverTls;
beforeAll(async () => {
  bank = await startPracticeBank({ tls: true });
});
afterAll(() => bank.close());

it('a bank that signs its answers and its ID tokens is verified from its profile alone', async () => {
  const user = await openFapiUser(bank, 'fapi1');
  const effects = new MemoryEffects();
  const { key, kid } = user.keys.es256;
  const bankSend: Send = async ({ method, url, headers, body }) => {
    const named = Object.fromEntries(headers);
    const { tls } = user;
    const answer = await send(url, { method, headers: named, tls, ...(body && { body }) });
    return ok(jsonAnswer(answer.status, answer.json(), Date.now()));
  };
  Object.assign(effects, {
    nowMs: Date.now(),
    bank: bankSend,
    certificate: 'chosen',
    sign: async (_id: string, _alg: string, bytes: Uint8Array<ArrayBuffer>) => {
      const how = { name: 'ECDSA', hash: 'SHA-256' };
      return new Uint8Array(await crypto.subtle.sign(how, key, bytes));
    },
  });
  const plan = planFor('practice-fapi1', {
    clientId: user.client.client_id,
    redirectUri: user.redirectUri,
    clientKey: { id: 'client', algorithms: ['ES256'], kid },
    variables: { practiceTlsPort: String(bank.tls.ports.tlsPort) },
  });
  const random = () => randomBytes(32).toString('base64url');
  const secrets = { clientSecret: '', state: random(), nonce: random(), codeVerifier: random() };
  const engine = new FlowEngine(effects);
  const options = { bank: 'Practice', onErrors: 'ask' } as const;
  const started = await engine.startSteps(plan, secrets, options);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  const { flowId } = started.value;
  for (const name of ['clientCredentials', 'createConsent']) {
    expect(await engine.runStep(flowId, name)).toMatchObject({ ok: true });
  }
  const opened = await engine.openLater(flowId, { onErrors: 'ask' });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  await effects.journal.append(flowId, openedHappening(opened.value, 'new_tab'));
  const url = String(await user.approve(opened.value.url));
  await engine.acceptRedirect({ url, via: 'navigation' });
  const landed = (await engine.read(flowId))?.redirect;
  expect(landed?.findings).toEqual([]);
  expect(landed).toMatchObject({ verdict: 'code', signed: { signature: 'good', alg: 'PS256' } });
  expect(await engine.exchangeCode(flowId, 'ask')).toMatchObject({ ok: true });
  const flow = await engine.read(flowId);
  const problems = flow?.calls
    .flatMap(({ findings }) => findings)
    .filter((f) => f.severity === 'error');
  expect(problems).toEqual([]);
  expect(flow?.tokens.some(({ kind }) => kind === 'id_token')).toBe(true);
  const token = flow && currentToken(flow, 'access_token');
  await engine.callApi(flowId, 'accounts', token?.secret.id ?? '', 'ask');
  expect((await engine.read(flowId))?.calls.at(-1)?.outcome).toBe('api_ok');
});
