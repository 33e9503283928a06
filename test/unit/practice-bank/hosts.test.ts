import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIdClient, openPaymentsClient } from '../../practice-bank/clients.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { send } from './local-client.ts';

const lines: string[] = [];
let bank: PracticeBank;
beforeAll(async () => {
  bank = await startPracticeBank({ log: (line) => lines.push(line) });
});
afterAll(() => bank.close());

describe('the practice bank', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    'bpce.localhost',
    '1234.bpce.localhost',
    'dialects.localhost',
    'constructor.dialects.localhost',
    'evil.example',
  ])('answers 421 for the host %s', async (host) => {
    const answer = await send(`${bank.urls.index}/`, { headers: { host } });
    expect(answer.status).toBe(421);
  });

  it('chooses the bank by host name whatever its case', async () => {
    const headers = { host: `17515.BPCE.LocalHost:${bank.port}` };
    const answer = await send(`${bank.urls.index}/stet/psd2/v1.6.2/accounts`, { headers });
    expect(answer.status).toBe(401);
  });

  it('lists banks, clients, credentials and control verbs on its index page', async () => {
    const { text } = await send(`${bank.urls.index}/`);
    for (const fact of [
      bank.urls.bpce('17515'),
      bank.urls.openPayments,
      bank.urls.oidc,
      bank.urls.berlin,
      bank.urls.dialect('renamed'),
      'PSDDE-BAFIN-123456',
      bank.urls.app,
      openIdClient.client_id,
      openPaymentsClient.client_secret,
      '12345678',
      'POST /clock',
      'lost-answer',
    ]) {
      expect(text).toContain(fact);
    }
  });

  it('writes one line per request, without parameters', async () => {
    await send(`${bank.urls.app}/callback?code=secret-code`);
    expect(lines.at(-1)).toBe('GET app.localhost /callback 200');
  });

  it('refuses a body of more than 64 KiB', async () => {
    const answer = await send(`${bank.urls.bpce('17515')}/stet/psd2/oauth/token`, {
      form: { code: 'x'.repeat(70_000) },
    });
    expect(answer.status).toBe(413);
  });

  it('fails to start on a port that is taken', async () => {
    await expect(startPracticeBank({ port: bank.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('closes at once although a client keeps its connection open', async () => {
    const other = await startPracticeBank();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve, reject) => {
      const headers = { host: `app.localhost:${other.port}` };
      const target = { host: '127.0.0.1', port: other.port, headers, agent };
      get(target, (incoming) => incoming.resume().on('end', () => resolve())).on('error', reject);
    });
    await other.close();
    agent.destroy();
    await expect(send(`${other.urls.app}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('the practice app', () => {
  it('links to both banks', async () => {
    const { text } = await send(`${bank.urls.app}/`);
    expect(text).toContain('href="/connect/bpce">Connect account (BPCE practice bank)</a>');
    expect(text).toContain('href="/connect/oidc">Connect account (OpenID practice bank)</a>');
  });

  it.each(['bpce', 'oidc'])('starts a flow at the %s bank with a fresh state', async (name) => {
    const locations = [
      await send(`${bank.urls.app}/connect/${name}`),
      await send(`${bank.urls.app}/connect/${name}`),
    ].map(({ headers }) => headers.location ?? '');
    const states = locations.map((location) => new URL(location).searchParams.get('state'));
    expect(states[0]).toMatch(/^[\w-]{43}$/);
    expect(states[0]).not.toBe(states[1]);
    const answer = await send(locations[0] ?? '');
    expect(answer.status).toBe(name === 'bpce' ? 200 : 303);
  });

  it('shows names and lengths of the parameters that arrived, and no values', async () => {
    const answer = await send(`${bank.urls.app}/callback?code=secret-code&state=s1`);
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.text).toContain('<code>code</code></td><td>11 characters');
    expect(answer.text).not.toContain('secret-code');
  });

  it('takes an answer that is posted, too', async () => {
    const answer = await send(`${bank.urls.app}/callback`, { form: { code: 'secret-code' } });
    expect(answer.text).toContain('<code>code</code></td><td>11 characters');
  });
});
