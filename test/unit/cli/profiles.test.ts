import { basename, dirname } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { run } from './fake-io.ts';
import { temporary } from './temporary-file.ts';

const GOOD = 'https://server.example/authorize?response_type=code&client_id=x&state=y';
const COMMANDS: [string, (file: string) => string[]][] = [
  ['lint', (file) => ['lint', GOOD, '--bank', file]],
  [
    'authorize-url',
    (file) => [
      ...['authorize-url', '--bank', file, '--client-id', 'x'],
      ...['--redirect-uri', 'https://tpp.example/cb'],
    ],
  ],
];
const one = { extends: 'oidc', id: 'one' };

afterEach(() => vi.unstubAllEnvs());

describe.each(COMMANDS)('a file of own profiles, for %s', (_name, command) => {
  it('is looked for where the person is', async () => {
    const file = temporary(one);
    vi.stubEnv('INIT_CWD', dirname(file));
    expect((await run(command(basename(file)))).complaints).toBe('');
  });

  it('may be a list, of which one is named', async () => {
    const file = temporary([one, { ...one, id: 'two' }]);
    expect((await run(command(file))).complaints).toContain('has several profiles');
    expect((await run(command(`${file}#two`))).complaints).toBe('');
  });

  it('is checked as imported ones are', async () => {
    const defaults = { redirectUri: 'javascript:alert(1)' };
    const file = temporary({ ...one, environments: { sandbox: { defaults } } });
    const { exitCode, complaints } = await run(command(file));
    expect(exitCode).toBe(2);
    expect(complaints).toContain('must not begin with');
  });
});

it('banks --check looks for a file where the person is', async () => {
  const file = temporary(one);
  vi.stubEnv('INIT_CWD', dirname(file));
  const { exitCode, out } = await run(['banks', '--check', basename(file)]);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringContaining('is sound') });
});
