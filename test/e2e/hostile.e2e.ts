import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../../scripts/browser/browser-places.ts';
import { hostileCaseNames, hostileSecrets } from '../practice-bank/hostile/hostile-cases.ts';
import type { PracticeBank } from '../practice-bank/practice-bank.ts';
import { goOffline } from './driver/browser-offline.ts';
import { callEnd, FAKE_CLIENT_SECRET, requestClientToken } from './driver/client-token.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { type SaidOfFlow, saidOfFlow } from './driver/said-of-flow.ts';
import { secretsIn } from './driver/secrets.ts';
import { readStoredData } from './driver/stored-data.ts';

const UNSEEN = /cannot have seen this request/;
const SEEN = /may have given a token that nobody received/;

/** What goes wrong below HTTP: where, what the panel says, and what it says of the request. */
const below = {
  dns: [/no host called/, UNSEEN],
  refused: [/refused the connection/, UNSEEN],
  'certificate-unknown': [/does not trust the certificate/, UNSEEN],
  'certificate-expired': [/certificate .* is not valid at this date/, UNSEEN],
  'certificate-of-another': [/certificate .* belongs to another host/, UNSEEN],
  // Firefox cannot tell where TLS 1.2 ends the handshake for want of one.
  'certificate-wanted': [
    /wants a client certificate|negotiate an acceptable set of security parameters/,
    new RegExp(`${UNSEEN.source}|${SEEN.source}`),
  ],
  'no-tls': [/No secure connection/, SEEN],
  'no-permission': [/does not let this extension call/, UNSEEN],
  offline: [/is offline/, UNSEEN],
  'hang-up': [/closed the connection|broken off before/, SEEN],
  reset: [/broken off before an answer/, SEEN],
  'cut-off-length': [/answered with status 200, and the connection ended after \d+ bytes/, SEEN],
  'cut-off-chunked': [/answered with status 200, and the connection ended after \d+ bytes/, SEEN],
  silence: [/No answer came within 20 seconds/, SEEN],
  'byte-a-second': [/answer began \(status 200\), but was not whole after 20 seconds/, SEEN],
} as const satisfies Record<string, readonly [RegExp, RegExp]>;

function tokenEndpoints(bank: PracticeBank): Record<string, string> {
  const tls = bank.tls?.urls;
  return {
    dns: 'https://no-such-bank.invalid/token',
    refused: 'http://closed.localhost:2/token',
    'certificate-unknown': `${tls?.unknownCa}/token`,
    'certificate-expired': `${tls?.expired}/token`,
    'certificate-of-another': `${tls?.tls.replace('tls.', 'nobody.')}/token`,
    'certificate-wanted': `${tls?.mtlsStrict}/token`,
    'no-tls': `https://hostile.localhost:${bank.port}/ordinary/token`,
    'no-permission': `http://127.0.0.1:${bank.port}/token`,
  };
}

/** Answers that the two time limits end: begun first, read last. */
const SLOW = ['silence', 'byte-a-second'];

/** Good answers, and odd ones that harm nobody: there need be nothing to say of them. */
const FINE = ['ordinary', 'cookies', 'proto-members', 'many-members', 'many-levels'];

/** Flawed, and no rule speaks of it yet. */
const UNTOLD = ['duplicate-member'];

/** Under which name the panel lists a case: one that stands in no sentence but the headline. */
const bankOf = (name: string) => `Case ${name}!`;

/** Causes that no client can tell apart, here or in one browser, by the first of them. */
function sameCause(kind: BrowserKind): Record<string, string> {
  return {
    'gzip-bomb': 'blanks',
    // What follows is worth telling apart, but no rule does so yet.
    'tpp-messages': 'nested-error',
    'token-type-number': 'token-type-missing',
    '500-html': 'soap',
    // Up to here.
    'cut-off-chunked': 'cut-off-length',
    'cut-off-at-once': 'cut-off-length',
    ...(kind === 'firefox' ? { 'hang-up': 'reset', 'cut-off-at-once': 'reset' } : {}),
    ...Object.fromEntries([...FINE, ...UNTOLD].map((name) => [name, 'ordinary'])),
  };
}

describe.each(['chromium', 'firefox'] as const)('a hostile bank, in %s', (kind) => {
  let harness: Harness;
  const said = new Map<string, SaidOfFlow>();

  beforeAll(async () => {
    harness = await openHarness(kind, { tls: true });
    const { bank } = harness;
    const others = hostileCaseNames.filter((name) => !SLOW.includes(name));
    const places = Object.entries(tokenEndpoints(bank));
    const hostile = (name: string) => [name, `${bank.urls.hostile}/${name}/token`] as const;
    const started: [name: string, flowId: string][] = [];
    for (const [name, url] of [...SLOW.map(hostile), ...places, ...others.map(hostile)]) {
      started.push([name, await requestClientToken(harness, bankOf(name), url)]);
    }
    const quickFirst = started.toSorted(
      ([a], [b]) => Number(SLOW.includes(a)) - Number(SLOW.includes(b)),
    );
    await harness.panel.comeToFront();
    for (const [name, flowId] of quickFirst) {
      await callEnd(harness, flowId, 25_000);
      said.set(name, await saidOfFlow(harness.panelPage, bankOf(name)));
    }
    const goOnline = await goOffline(harness.session);
    await callEnd(
      harness,
      await requestClientToken(harness, bankOf('offline'), 'https://bank.invalid/token'),
    );
    await goOnline();
    said.set('offline', await saidOfFlow(harness.panelPage, bankOf('offline')));
  });
  afterAll(() => harness?.close());

  it.each(Object.entries(below))('says why no answer came: %s', (name, [sentence, reached]) => {
    expect(said.get(name)?.diagnosis).toMatch(sentence);
    expect(said.get(name)?.diagnosis).toMatch(reached);
  });

  it('has a word on every answer that is not as it should be', () => {
    const odd = [...said].filter(([name]) => ![...FINE, ...UNTOLD].includes(name));
    const mute = odd.filter(
      ([, { diagnosis }]) => !/\b[A-Z]{2}\d\d\b|nobody received|seen this request/.test(diagnosis),
    );
    expect(mute.map(([name]) => name)).toEqual([]);
    expect(odd.length).toBeGreaterThan(80);
  });

  it('says something else of each cause', () => {
    const causes = new Map<string, string[]>();
    for (const [name, { diagnosis }] of said) {
      const text = withoutPlaces(diagnosis.replaceAll(bankOf(name), 'BANK'));
      causes.set(text, [...(causes.get(text) ?? []), name]);
    }
    const first = sameCause(kind);
    const shared = [...causes.values()].map((names) => [
      ...new Set(names.map((name) => first[name] ?? name)),
    ]);
    expect(shared.filter((names) => names.length > 1)).toEqual([]);
  });

  it('never says what only programmers understand', () => {
    for (const { diagnosis } of said.values()) {
      expect(diagnosis).not.toMatch(
        /Failed to fetch|NetworkError|TypeError|undefined|NaN|\[object|\$\d/,
      );
    }
  });

  it('lists every flow with how it ended', () => {
    for (const { row } of said.values()) {
      expect(row).toMatch(/, Practice, (Tokens received|Refused by bank|Failed|Outcome unknown)$/);
    }
  });

  it('sends each request once, follows no redirect and carries no cookie', async () => {
    const url = `${harness.bank.urls.hostile}/ordinary/token`;
    await callEnd(harness, await requestClientToken(harness, 'after the cookies', url));
    const log = harness.bank.control.log();
    const counts = hostileCaseNames.map((name) => {
      const asked = log.filter(({ path }) => path === `/${name}/token`);
      return [name, asked.length - Number(name === 'ordinary')];
    });
    expect(counts.filter(([, count]) => count !== 1)).toEqual([]);
    expect(log.filter(({ host }) => host !== 'hostile.localhost')).toEqual([]);
    expect(log.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
  });

  it('puts no secret where it could be read later', async () => {
    const secrets = [FAKE_CLIENT_SECRET, ...Object.values(hostileSecrets)];
    const leaking = [...said].filter(
      ([, { everything }]) => secretsIn(everything, secrets).length > 0,
    );
    expect(leaking.map(([name]) => name)).toEqual([]);
    const { session, ...lasting } = await readStoredData(harness.panelPage);
    expect(secretsIn(JSON.stringify(session), secrets)).not.toEqual([]);
    expect(secretsIn(JSON.stringify(lasting), secrets)).toEqual([]);
    const place = `${await harness.panelPage.title()} ${harness.panelPage.url()}`;
    expect(secretsIn(place, secrets)).toEqual([]);
  });
});

/** A diagnosis without what differs from run to run; its bank's name must be gone already. */
function withoutPlaces(diagnosis: string): string {
  return diagnosis
    .replace(/\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(localhost|invalid)(:\d+)?/g, 'HOST')
    .replace(/took [\d.]+ s/, 'took a while');
}
