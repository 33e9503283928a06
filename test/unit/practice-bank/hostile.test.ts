import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileCase, hostileCaseNames } from '../../practice-bank/hostile/hostile-cases.ts';
import { type PracticeBank, startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { send } from './local-client.ts';

const BROKEN = [
  'byte-a-second',
  'cut-off-length',
  'cut-off-chunked',
  'cut-off-at-once',
  'hang-up',
  'reset',
  'silence',
];

describe('the hostile bank', () => {
  let bank: PracticeBank;

  beforeAll(async () => {
    bank = await startPracticeBank();
  });
  afterAll(() => bank.close());

  const ask = (name: string) =>
    send(`${bank.urls.hostile}/${name}/token`, { form: { client_secret: 'FAKE-secret' } });

  it.each(hostileCaseNames.filter((name) => !BROKEN.includes(name)))(
    'answers: %s',
    async (name) => {
      const { status } = await ask(name);
      const written = /^\d{3}/.exec(name)?.[0];
      if (written !== undefined) expect(status).toBe(Number(written));
      expect(status).toBeGreaterThanOrEqual(200);
    },
  );

  it.each([
    'cut-off-length',
    'cut-off-chunked',
    'cut-off-at-once',
    'hang-up',
    'reset',
  ] satisfies HostileCase[])('breaks off: %s', async (name) => {
    await expect(ask(name)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each(['byte-a-second', 'silence'])('takes its time: %s', async (name) => {
    const first = await Promise.race([ask(name), after(200)]);
    expect(first).toBe('too slow');
  });

  it('sends what the names say', async () => {
    const bomb = await ask('gzip-bomb');
    expect(Number(bomb.headers['content-length'])).toBeLessThan(200_000);
    expect((await ask('blanks')).text.length).toBeGreaterThan(5_000_000);
    expect((await ask('redirect-other-host')).headers.location).toMatch(/^http:\/\/other\.hostile/);
    expect((await ask('bom')).text.charCodeAt(0)).toBe(0xfeff);
    expect((await ask('bad-utf8')).text).toContain('\uFFFD');
    expect((await ask('echoes-secrets')).text).toContain('FAKE-secret');
    expect((await ask('cookies')).headers['set-cookie']).toHaveLength(2);
  });

  it('knows no other case and no other path', async () => {
    expect((await ask('nothing-like-it')).status).toBe(404);
    expect((await send(`${bank.urls.hostile}/xml/other`)).status).toBe(404);
  });
});

function after(milliseconds: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, 'too slow'));
}
