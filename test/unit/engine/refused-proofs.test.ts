import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readSigningKey, type SigningKey } from '../../../src/cli/node/client-keys.ts';
import { nodeEffects } from '../../../src/cli/node/node-effects.ts';
import { nodeFetch } from '../../../src/cli/node/node-fetch.ts';
import type { HttpRequest } from '../../../src/core/oauth/http-message.ts';
import type { FlowPlan } from '../../../src/core/oauth/request-draft.ts';
import type { Effects } from '../../../src/engine/effects.ts';
import { FlowEngine } from '../../../src/engine/flow-engine.ts';
import { fapiClientKeys, openIdKeyClient } from '../../practice-bank/clients.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import type { BankOverTls } from '../practice-bank/fapi-user.ts';
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

let effects: Effects;
let plan: FlowPlan;
let sent: HttpRequest[];
/** what a request becomes on its way to the bank */
let onItsWay: (request: HttpRequest) => HttpRequest;
beforeEach(() => {
  const { tlsPort } = bank.tls.ports;
  const ca = bank.tls.authority.certificatePem;
  effects = nodeEffects({
    clock: { nowMs: Date.now },
    network: nodeFetch({ ca }, {}),
    keys: [key],
  });
  plan = planFor('practice-fapi2', {
    variables: { practiceTlsPort: String(tlsPort) },
    clientAuthentication: 'private_key_jwt',
    clientKey: key.known,
    redirectUri: `https://app.localhost:${tlsPort}/callback`,
  });
  sent = [];
  onItsWay = (request) => request;
  const { send } = effects;
  effects.send = (request, ...how) => {
    const changed = onItsWay(request);
    sent.push(changed);
    return send(changed, ...how);
  };
});

/** The same assertion with each request, whatever the engine made. */
function repeated(): typeof onItsWay {
  let first: string | undefined;
  return (request) => {
    const body = new URLSearchParams(request.body);
    first ??= body.get('client_assertion') ?? '';
    body.set('client_assertion', first);
    return { ...request, body: String(body) };
  };
}

/** Each way to break a proof of the client or of its key, the bank's error, and how many requests go out. */
const BROKEN: readonly [string, () => void, string, number][] = [
  [
    'an assertion for another audience',
    () => {
      plan = {
        ...plan,
        profile: { ...plan.profile, clientAssertion: { audience: 'https://other.example' } },
      };
    },
    'invalid_client',
    1,
  ],
  [
    'an assertion that was used',
    () => {
      onItsWay = repeated();
    },
    'invalid_client',
    2,
  ],
  [
    'an assertion that a shared secret signs',
    () => {
      plan = { ...plan, draft: { ...plan.draft, clientAuthentication: 'client_secret_jwt' } };
    },
    'invalid_client',
    1,
  ],
  [
    'a proof for another address',
    () => {
      const name = 'pushedAuthorizationRequestEndpoint';
      const [[place = '', environment] = []] = Object.entries(plan.profile.environments);
      if (!environment) throw new Error('no environment');
      const { [name]: address = '' } = environment.endpoints;
      const endpoints = { ...environment.endpoints, [name]: `${address}/elsewhere` };
      const environments = { [place]: { ...environment, endpoints } };
      plan = { ...plan, profile: { ...plan.profile, environments } };
      onItsWay = (request) => ({ ...request, url: request.url.replace('/elsewhere', '') });
    },
    'invalid_dpop_proof',
    1,
  ],
  [
    'a proof by another key than it names',
    () => {
      const { createKey } = effects;
      effects.createKey = async (id, alg) => {
        if (!createKey) throw new Error('no keys');
        await createKey(id, alg);
        return createKey(`${id}-other`, alg);
      };
    },
    'invalid_dpop_proof',
    1,
  ],
];

it.each(BROKEN)(
  '%s: refused, told and not tried again',
  async (_what, breakIt, error, requests) => {
    breakIt();
    const engine = new FlowEngine(effects);
    const secrets = { ...SECRETS, clientSecret: 'FAKE-secret-that-is-long-enough-for-HS256' };
    const reply = await engine.startAuthorization(plan, secrets, {
      bank: 'Made up',
      onErrors: 'ask',
    });
    if (reply.ok || reply.error.kind !== 'push_failed') throw new Error(JSON.stringify(reply));
    const flow = await engine.read(reply.error.flowId);
    expect(flow).toMatchObject({ phase: 'refused_by_bank' });
    expect(flow?.opened).toBeUndefined();
    const last = flow?.calls.at(-1);
    expect(last?.outcome).toBe('error');
    expect(last?.findings).toContainEqual(
      expect.objectContaining({ id: 'TE01', facts: expect.arrayContaining([error]) }),
    );
    expect(sent).toHaveLength(requests);
  },
);
