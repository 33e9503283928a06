import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { fakeToken } from '../fixtures/tokens.ts';
import type { measure, Reader } from './decode-page.ts';
import { type Metric, metricOf, type Round } from './metric.ts';

/** Tokens of a round, each read so often that a round takes some milliseconds. */
const TOKENS = 100;
const TIMES = 100;

const jwts = Array.from({ length: TOKENS }, (_none, at) =>
  fakeToken(
    { alg: 'PS256', typ: 'at+jwt', kid: `key-${at}` },
    {
      iss: 'https://bank.example/oauth',
      sub: `customer-${at}`,
      aud: ['https://api.bank.example/', 'PSDFR-ACPR-12345'],
      iat: 1_763_700_000 + at,
      exp: 1_763_703_600 + at,
      jti: `dbe39bf3a3ba4238a513f51d6e${at}`,
      client_id: 'PSDFR-ACPR-12345',
      scope: 'openid aisp cbpii',
      acr: 'urn:openbanking:psd2:sca',
      cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' },
    },
    // As long as a signature of RSA with 2,048 bit.
  ).replace(/[^.]*$/, 'A'.repeat(342)),
);
const opaques = jwts.map((jwt) => jwt.slice(-342).replaceAll('A', 'FAKE').slice(0, 64));

/**
 * Reading a token, strict checks on, beside `decodeProtectedHeader` and `decodeJwt` of jose, in one page;
 * and seeing that a token is opaque, beside the same.
 */
export async function decodeLines(page: Page, rounds: number): Promise<Metric[]> {
  await page.evaluate(await bundle());
  const name = "beside jose's decodeProtectedHeader and decodeJwt, 10,000 tokens";
  return [
    metricOf(
      { id: 'JWT-decode', name: `decoding a JWT, strict checks on, ${name}`, goal: 0.75 },
      await alternate(page, rounds, ['ours', jwts]),
    ),
    metricOf(
      { id: 'JWT-opaque', name: `seeing that a token is opaque, ${name}`, goal: 0.05 },
      await alternate(page, rounds, ['opaque', opaques]),
    ),
  ];
}

async function alternate(
  page: Page,
  rounds: number,
  [reader, tokens]: [Reader, string[]],
): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const result: Round = { ours: 0, baseline: 0 };
    const turns = [
      async () => {
        result.ours = await take(page, reader, tokens);
      },
      async () => {
        result.baseline = await take(page, 'jose', jwts);
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    if (round >= 0) measured.push(result);
  }
  return measured;
}

function take(page: Page, reader: Reader, tokens: string[]): Promise<number> {
  return page.evaluate(
    (name, all, times) => {
      const { bench } = globalThis as unknown as { bench: { measure: typeof measure } };
      return bench.measure(name, all, times);
    },
    reader,
    tokens,
    TIMES,
  );
}

/** A script that sets `bench` to what `decode-page.ts` exports. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('decode-page.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' } },
  });
  const [first] = [built].flat();
  const [chunk] = first && 'output' in first ? first.output : [];
  if (!chunk) throw new Error('nothing was built');
  return `${chunk.code}\nglobalThis.bench = bench;`;
}
