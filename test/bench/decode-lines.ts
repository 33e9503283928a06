import type { Page } from 'puppeteer-core';
import { fakeToken } from '../fixtures/tokens.ts';
import type { measure, Reader } from './decode-page.ts';
import { type Metric, metricOf, type Round } from './metric.ts';
import { bundleFor } from './page-bundle.ts';
import { takeTurns } from './turns.ts';

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
  await page.evaluate(await bundleFor('test/bench/decode-page.ts', 'bench'));
  const name = "beside jose's decodeProtectedHeader and decodeJwt, 10,000 tokens";
  return [
    metricOf(
      { id: 'P15', name: `decoding a JWT, strict checks on, ${name}`, must: 1, goal: 0.75 },
      await alternate(page, rounds, ['ours', jwts]),
    ),
    metricOf(
      { id: 'P16', name: `seeing that a token is opaque, ${name}`, must: 0.05, goal: 0.01 },
      await alternate(page, rounds, ['opaque', opaques]),
    ),
  ];
}

function alternate(
  page: Page,
  rounds: number,
  [reader, tokens]: [Reader, string[]],
): Promise<Round[]> {
  const ours = () => take(page, reader, tokens);
  return takeTurns(rounds, { ours, baseline: () => take(page, 'jose', jwts) }, { before: 3 });
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
