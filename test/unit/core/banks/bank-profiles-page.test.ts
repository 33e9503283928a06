import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type BankProfile, bankProfileSchema } from '../../../../src/core/banks/bank-profile.ts';
import { ENDPOINT_NAMES } from '../../../../src/core/banks/endpoint-names.ts';
import { clientAuthenticationSchema } from '../../../../src/core/banks/grant.ts';
import { readProfileFiles } from '../../../../src/core/banks/import/read-profile-files.ts';
import { FLOW_NAMES } from '../../../../src/core/banks/profile-names.ts';
import { needSchema, requestSchema } from '../../../../src/core/banks/request-template.ts';
import { resolveProfile } from '../../../../src/core/banks/resolve-profile.ts';
import { scopeSchema } from '../../../../src/core/banks/scope-rule.ts';
import { buildAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { encode } from '../../../../src/core/oauth/parameter.ts';
import { catalogue } from '../../../fixtures/catalogue.ts';
import { FAKE_SECRETS } from '../../../fixtures/profiles.ts';
import { run, runJson } from '../../cli/fake-io.ts';

const page = readFileSync(
  new URL('../../../../docs/bank-profiles.md', import.meta.url),
  'utf8',
).replaceAll('\r\n', '\n');

/** The fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)\n```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}

const [example = '', ...fragments] = blocks('json');
const [sound = '', fault = '', url = ''] = blocks('text');
const commands = blocks('sh').map((line) => line.replace(/^npm run -s cli -- /, '').split(' '));

const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command of the page with a file in the place of `my-server.json`; the file is called that again in its output. */
async function runOn(text: string, args: readonly string[]) {
  const file = join(folder, 'my-server.json');
  writeFileSync(file, text);
  const { exitCode, out } = await run(args.map((arg) => (arg === 'my-server.json' ? file : arg)));
  return { exitCode, out: out.replaceAll(file, 'my-server.json') };
}

function profile(text: string): BankProfile {
  const read = readProfileFiles(text, catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const [first] = read.value.profiles;
  if (!first) throw new Error('no profile');
  return first;
}

describe('the example of the page', () => {
  it('is short', () => {
    expect(example.split('\n').length).toBeLessThanOrEqual(30);
  });

  it('is a complete profile', () => {
    expect(profile(example)).toMatchObject({ id: 'my-server', variables: {}, pkce: 'required' });
  });

  it('passes the check that the page shows, with the answer that it shows', async () => {
    expect(await runOn(example, commands[0] ?? [])).toEqual({ exitCode: 0, out: sound });
  });

  it('has the fault that the page shows, when it is made', async () => {
    const faulty = example.replace('"required"', '"maybe"');
    expect(await runOn(faulty, commands[0] ?? [])).toEqual({ exitCode: 1, out: fault });
  });

  it('builds the URL that the page shows, byte for byte', async () => {
    const [, , file, ...options] = commands[1] ?? [];
    const option = (name: string) => options[options.indexOf(name) + 1] ?? '';
    expect(file).toBe('my-server.json');
    const own = profile(example);
    const built = await buildAuthorizationRequest(
      {
        profile: own,
        draft: {
          environment: 'sandbox',
          variables: {},
          grant: 'authorization_code',
          clientAuthentication: 'client_secret_post',
          clientId: option('--client-id'),
          redirectUri: option('--redirect-uri'),
          scope: own.scope.default,
          pkce: true,
          edits: {},
          extra: [],
        },
      },
      FAKE_SECRETS,
    );
    expect(built).toMatchObject({ ok: true, value: { url } });
  });

  it('builds the same with the command that the page shows, but for what is random', async () => {
    const { exitCode, out } = await runOn(example, commands[1] ?? []);
    const random = /(?<=(state|code_challenge|nonce)=)[^&]*/g;
    expect(exitCode).toBe(0);
    expect(out.split('\n')[0]?.replace(random, '')).toBe(url.replace(random, ''));
  });
});

describe('every other JSON of the page', () => {
  it.each(fragments.map((text, at) => [at + 1, text]))(
    'is part of a sound profile: number %i',
    (_at, text) => {
      const mine = { ...JSON.parse(example), ...JSON.parse(text) };
      mine.scope = { ...JSON.parse(example).scope, ...JSON.parse(text).scope };
      mine.grants = { ...JSON.parse(example).grants, ...JSON.parse(text).grants };
      expect(resolveProfile('mine', { ...catalogue, mine })).toMatchObject({ ok: true });
    },
  );
});

describe('the page', () => {
  it.each(Object.keys(bankProfileSchema.shape))('mentions the field %s', (field) => {
    expect(page).toContain(`\`${field}\``);
  });

  it.each([
    ['scope', Object.keys(scopeSchema.shape)],
    ['requests', Object.keys(requestSchema.shape)],
    ['templates', [...FLOW_NAMES, ...ENDPOINT_NAMES]],
  ])('mentions every name of %s', (_what, names) => {
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('mentions every choice that a field has', () => {
    const { transport, role, placement } = requestSchema.shape;
    const choices: string[] = [
      ...needSchema.options,
      ...clientAuthenticationSchema.options,
      ...transport.options,
      ...role.options,
      ...placement.options,
      ...bankProfileSchema.shape.clientCertificate.options,
      ...scopeSchema.shape.onCodeExchange.options,
    ];
    expect(choices.filter((choice) => !page.includes(`\`${choice}\``))).toEqual([]);
  });

  it('names parents that ship', () => {
    const [, table = ''] = /\| Parent \| For \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(page) ?? [];
    const parents = [...table.matchAll(/`([a-z0-9-]+)`/g)].map(([, id = '']) => id);
    expect(parents.length).toBeGreaterThan(3);
    for (const parent of parents) expect(catalogue).toHaveProperty(parent);
  });

  it('encodes as it says', () => {
    const value = 'https://a.example/x y';
    for (const encoding of ['percent', 'form', 'minimal'] as const) {
      expect(page).toContain(`| \`${encoding}\` | \`${encode(value, encoding)}\` |`);
    }
  });
});

describe('a file of one’s own on the command line', () => {
  const TWO = JSON.stringify([
    { id: 'a', extends: 'oidc' },
    { id: 'b', extends: 'a', scope: { default: 'b' } },
  ]);
  const OPTIONS = ['--client-id', 'FAKE', '--redirect-uri', 'https://tpp.example/cb'];

  async function authorize(text: string, suffix = '') {
    const file = join(folder, 'own.json');
    writeFileSync(file, text);
    const args = ['authorize-url', '--bank', `${file}${suffix}`, ...OPTIONS];
    const { exitCode, out, complaints } = await run(args);
    return { exitCode, out, complaints: complaints.replaceAll(file, 'own.json') };
  }

  it('is told by its id, when it has several profiles', async () => {
    const { out } = await authorize(TWO, '#b');
    expect(out).toContain('&scope=b&');
  });

  it.each([
    [
      'several profiles',
      TWO,
      '',
      'own.json has several profiles. Write one of: own.json#a, own.json#b.',
    ],
    ['another id', TWO, '#c', 'own.json has no profile "c". It has: own.json#a, own.json#b.'],
    [
      'a fault',
      '{"id": "a", "extends": "x"}',
      '',
      'own.json:1:13: extends: there is no profile "x" to inherit from.',
    ],
  ])('is refused for %s', async (_what, text, suffix, sentence) => {
    const { exitCode, complaints } = await authorize(text, suffix);
    expect(exitCode).toBe(2);
    expect(complaints).toContain(sentence);
  });

  it('is checked, faults and secrets told, for machines too', async () => {
    const file = join(folder, 'own.json');
    writeFileSync(file, '{"id": "a", "extends": "oidc",\n "pkce": 1}');
    expect(await runJson(['banks', '--check', file])).toEqual({
      exitCode: 1,
      json: {
        file,
        profiles: [],
        faults: [
          {
            id: 'a',
            path: ['pkce'],
            kind: 'not_one_of',
            facts: ['required, supported, undocumented'],
            line: 2,
            column: 2,
            sentence: 'pkce: this has to be one of required, supported, undocumented.',
          },
        ],
        secrets: [],
      },
    });
    writeFileSync(
      file,
      '{"id": "a", "extends": "oidc", "quirks": ["Bearer FAKE-0123456789-abcdef"]}',
    );
    const { exitCode, out } = await run(['banks', '--check', file]);
    expect(exitCode).toBe(0);
    expect(out.split('\n')[1]).toBe(
      'a: quirks.0: this looks like a secret. Share the file without it.',
    );
  });

  it('has to be there', async () => {
    const { exitCode, complaints } = await run(['banks', '--check', join(folder, 'none.json')]);
    expect(exitCode).toBe(2);
    expect(complaints).toContain('none.json cannot be read.');
  });
});
