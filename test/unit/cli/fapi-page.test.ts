import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { fapiClientKeys } from '../../practice-bank/clients.ts';
import { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import { run } from './fake-io.ts';

const docs = new URL('../../../docs/', import.meta.url);
const page = readFileSync(new URL('fapi.md', docs), 'utf8').replaceAll('\r\n', '\n');

/** Every line of the page that a shell would run. */
const commands = [...page.matchAll(/^```sh\n(.*?)\n```$/gms)].flatMap(([, block = '']) =>
  block.split('\n'),
);

let bank: Awaited<ReturnType<typeof startOverTls>>;
const startOverTls = () => startPracticeBank({ tls: true });
const folder = mkdtempSync(join(tmpdir(), 'fapi-page-'));

beforeAll(async () => {
  bank = await startOverTls();
  bank.control.settings({ approveAtOnce: true });
  const { certificatePem, keyPem } = bank.tls.clientCertificates.fitting;
  const { ecPrivateKey } = await fapiClientKeys();
  const files = {
    'authority.pem': bank.tls.authority.certificatePem,
    'client.pem': certificatePem,
    'client-key.pem': keyPem,
    'signing-key.pem': ecPrivateKey,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bank.close();
});

/** The arguments of a line: files in a folder of ours, the bank on its free ports, and nobody's browser. */
function argumentsOf(line: string): string[] {
  const words: string[] = line.match(/'[^']*'|\S+/g) ?? [];
  const args = words
    .slice(words.indexOf('--') + 1)
    .map((word) => word.replace(/^'|'$/g, ''))
    .filter((word) => !word.startsWith('--browser-arg'))
    .map((word) => (word === '--headless' ? '--no-browser' : word))
    .map((word) => word.replace(/^certificates\//, ''))
    .map((word) => (/\.(json|pem)$/.test(word) ? join(folder, word) : word));
  const { tlsPort, mtlsPort } = bank.tls.ports;
  const ports = [`practiceTlsPort=${tlsPort}`];
  if (line.includes('fapi2-mtls')) ports.push(`practiceMtlsPort=${mtlsPort}`);
  return args[0] === 'record' || args[0] === 'authorize-url'
    ? [...args, ...ports.flatMap((port) => ['--var', port])]
    : args;
}

describe('docs/fapi.md', () => {
  it('has commands', () => expect(commands.length).toBeGreaterThan(8));

  it.each(commands)('shows a command that runs: %s', async (line) => {
    const { exitCode, out, complaints } = await run(argumentsOf(line), '', {}, Date.now);
    // The page says of this one what it lacks.
    const lacks = line.includes('authorize-url') ? 2 : 0;
    if (lacks) expect(complaints).toContain('consentId');
    expect({ exitCode, said: out + complaints }).toMatchObject({ exitCode: lacks });
  });

  it('speaks of findings that there are', () => {
    const rows = [...page.matchAll(/^\| `[A-Z]{2}\d\d`.*$/gm)].join('\n');
    const ids = [...rows.matchAll(/`([A-Z]{2}\d\d)`/g)].map(([, id = '']) => id.toLowerCase());
    expect(ids.length).toBeGreaterThan(10);
    const known = Object.keys(messages).join(' ').toLowerCase();
    expect(ids.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('links to pages that are there', () => {
    for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      expect(existsSync(new URL(link, docs))).toBe(true);
    }
  });
});
