import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentReply } from '../../../src/contract/document.ts';
import {
  catalogueWith,
  shippedCatalogue,
} from '../../../src/panel/banks/example-catalogue.fixture.ts';
import {
  exportName,
  exportText,
  profilesToExport,
} from '../../../src/panel/banks/export/exported-file.ts';
import { discover } from '../../../src/panel/banks/import/discover.ts';
import { filesToAdd, importRows } from '../../../src/panel/banks/import/import-rows.ts';
import {
  sourceFromAuthorizationUrl,
  sourceFromCurl,
  sourceFromMetadata,
} from '../../../src/panel/banks/import/propose-source.ts';
import { readTexts } from '../../../src/panel/banks/import/read-source.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

beforeEach(() => void vi.restoreAllMocks());

const mine = { extends: 'oidc', id: 'mine', group: 'My bank' };
const child = { extends: 'mine', id: 'child', group: 'Child' };
const secret = {
  ...mine,
  environments: { sandbox: { defaults: { clientSecret: 'FAKE-client-secret' } } },
};
const none = { replace: new Set<string>(), secrets: 'left_out' } as const;

function read(...files: object[]) {
  return readTexts(
    files.map((file, at) => ({ name: `file ${at}`, text: JSON.stringify(file, null, 2) })),
    shippedCatalogue,
  );
}

describe('texts to import', () => {
  it('may inherit from each other, whatever their order', () => {
    expect(read(child, mine).map(({ outcome }) => outcome.kind)).toEqual(['read', 'read']);
  });

  it('may hold a list', () => {
    const [source] = read([mine, child]);
    expect(source?.outcome).toMatchObject({ kind: 'read' });
    expect(importRows(read([mine, child]), shippedCatalogue).map(({ id }) => id)).toEqual([
      'mine',
      'child',
    ]);
  });

  it('tell each fault with its place', () => {
    const [source] = read({ ...mine, group: 7 });
    if (source?.outcome.kind !== 'faults') throw new Error('no faults');
    expect(source.outcome.faults).toMatchObject([{ line: 4, column: 3, path: ['group'] }]);
  });

  it('may bring a shipped profile back as it is, which adds nothing, but not another of its id', () => {
    const shipped = shippedCatalogue.shipped.oidc as object;
    const rows = importRows(read(shipped), shippedCatalogue);
    expect(rows).toMatchObject([{ id: 'oidc', state: 'same' }]);
    expect(filesToAdd(rows, none)).toEqual({});
    expect(read({ ...shipped, label: 'Mine' })[0]?.outcome).toMatchObject({ kind: 'faults' });
  });
});

describe('what will be added', () => {
  const rowsWith = (own: object) => importRows(read(mine), catalogueWith({ mine: { ...own } }));

  it('names environments and hosts', () => {
    expect(importRows(read(mine), shippedCatalogue)[0]).toMatchObject({
      id: 'mine',
      banks: 1,
      state: 'new',
      environments: [{ kind: 'sandbox', hosts: ['server.example'] }],
    });
  });

  it('replaces an own profile only when the person says so', () => {
    const rows = rowsWith({ ...mine, label: 'Older' });
    expect(rows[0]?.state).toBe('taken');
    expect(filesToAdd(rows, none)).toEqual({});
    expect(filesToAdd(rows, { ...none, replace: new Set(['mine']) })).toEqual({ mine });
  });

  it('adds nothing that is there already, whatever the order of its members', () => {
    expect(rowsWith(Object.fromEntries(Object.entries(mine).toReversed()))[0]?.state).toBe('same');
  });

  it('leaves secrets out unless the person keeps them', () => {
    const rows = importRows(read(secret), shippedCatalogue);
    expect(rows[0]?.secrets).toEqual(['environments.sandbox.defaults.clientSecret']);
    expect(JSON.stringify(filesToAdd(rows, none))).not.toContain('FAKE');
    expect(filesToAdd(rows, { ...none, secrets: 'kept' })).toEqual({ mine: secret });
  });
});

describe('a profile from something pasted', () => {
  const url =
    'https://bank.example/authorize?response_type=code&client_id=FAKE&redirect_uri=https%3A%2F%2Ftpp.example%2Fcb';

  it('is read from an authorization URL, under an id that is free', () => {
    const source = sourceFromAuthorizationUrl(url, catalogueWith({ 'bank-example': mine }));
    expect(importRows([source], shippedCatalogue)).toMatchObject([{ id: 'bank-example-2' }]);
  });

  it('is read from a cURL command, without its secret, which it says', () => {
    const source = sourceFromCurl(
      'curl https://bank.example/token -d grant_type=client_credentials -d client_id=FAKE -d client_secret=FAKE-secret',
      shippedCatalogue,
    );
    expect(source.outcome.kind).toBe('read');
    expect(JSON.stringify(source)).not.toContain('FAKE-secret');
  });

  it('says why nothing could be made of it', () => {
    const source = sourceFromCurl('wget', shippedCatalogue);
    expect(source.outcome).toMatchObject({ kind: 'refused', sentences: [expect.any(String)] });
  });

  it('is doubtful when the metadata names another issuer', () => {
    const address = 'https://bank.example/.well-known/openid-configuration';
    const json = {
      issuer: 'https://bank.example',
      authorization_endpoint: 'https://bank.example/authorize',
      token_endpoint: 'https://bank.example/token',
    };
    const from = (document: object) =>
      sourceFromMetadata({ address, json: document }, shippedCatalogue);
    expect(from(json).doubt).toBeUndefined();
    expect(from({ ...json, issuer: 'https://other.example' }).doubt).toContain('other.example');
    const { issuer: _none, ...nameless } = json;
    expect(from(nameless).doubt).toContain('names no issuer');
  });
});

describe('looking for metadata', () => {
  const answer = (status: number): DocumentReply => ({
    ok: true,
    value: { status, text: '{}', durationMs: 1 },
  });

  it('asks for the host within the click, then tries each address until one has it', async () => {
    const permission = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const { client, asked } = fakeWorker({
      fetchDocument: async ({ url }) => answer(url.includes('oauth-') ? 200 : 404),
    });
    const found = discover(client, 'bank.example');
    expect(permission).toHaveBeenCalledExactlyOnceWith({ origins: ['https://bank.example/*'] });
    expect(await found).toMatchObject({
      ok: true,
      value: { address: 'https://bank.example/.well-known/oauth-authorization-server', json: {} },
    });
    expect(asked).toHaveLength(2);
  });

  it('gives up at once when the host cannot be reached', async () => {
    const error = { kind: 'network', reason: 'net::ERR_NAME_NOT_RESOLVED', host: 'x' } as const;
    const { client, asked } = fakeWorker({ fetchDocument: async () => ({ ok: false, error }) });
    expect(await discover(client, 'bank.example')).toMatchObject({ ok: false });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['what was typed is no address', 'no address at all', true],
    ['the host was denied', 'bank.example', false],
  ])('sends nothing when %s', async (_what, typed, granted) => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(granted);
    const { client, asked } = fakeWorker({});
    expect(await discover(client, typed)).toMatchObject({ error: [expect.any(String)] });
    expect(asked).toEqual([]);
  });
});

describe('an export', () => {
  const catalogue = catalogueWith({ mine: secret, child });

  it('can be imported again, and gives the same', () => {
    const ids = ['oidc', 'child'];
    const leaves = profilesToExport(ids, catalogue);
    expect(leaves.files.map(({ id }) => id)).toEqual(['oidc', 'mine', 'child']);
    const again = readTexts(
      [{ name: 'export', text: exportText(leaves, 'kept') }],
      shippedCatalogue,
    );
    const added = filesToAdd(importRows(again, shippedCatalogue), { ...none, secrets: 'kept' });
    expect(added).toEqual({ mine: secret, child });
  });

  it('leaves secrets out unless the person wants them, and is named after that', () => {
    const leaves = profilesToExport(['mine'], catalogue);
    expect(leaves.secrets).toEqual(['mine.environments.sandbox.defaults.clientSecret']);
    expect(exportText(leaves, 'left_out')).not.toContain('FAKE');
    expect(exportText(leaves, 'kept')).toContain('FAKE');
    expect(exportName(leaves, 'left_out')).toBe('mine.json');
    expect(exportName(leaves, 'kept')).toBe('mine-with-secrets.json');
  });
});
