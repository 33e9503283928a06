import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { Page } from 'puppeteer-core';
import { type Metric, metricOf } from './metric.ts';
import { bundleFor } from './page-bundle.ts';
import type * as InPage from './verify-in-page.ts';

const CLAIMS = {
  iss: 'https://bank.example',
  sub: 'made-up',
  aud: 'PSDFR-ACPR-12345',
  scope: 'aisp',
  exp: 4_000_000_000,
};

/** The lines about verifying a token, with keys that were pasted before. @param rounds two more go before them */
export async function verifyLines(page: Page, rounds: number): Promise<Metric[]> {
  await page.evaluate(await bundleFor('test/bench/verify-in-page.ts', 'verifyInPage'));
  const lines: Metric[] = [];
  for (const alg of ['RS256', 'ES256']) {
    const { token, keys } = await signed(alg);
    const measured = await page.evaluate(
      (...given) => {
        const { verifyInPage } = globalThis as unknown as { verifyInPage: typeof InPage };
        return verifyInPage.measureVerifying(...given);
      },
      token,
      keys,
      alg,
      rounds,
    );
    const name = `verify a decoded token (${alg}), beside a bare subtle.verify`;
    lines.push(metricOf({ id: `P17-${alg}`, name, must: 1.8, goal: 1.25 }, measured));
  }
  return lines;
}

/** A token, and a key set in which another key comes first. */
async function signed(alg: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const other = await generateKeyPair('PS256', { extractable: true });
  const keys = [
    { ...(await exportJWK(other.publicKey)), kid: 'bank-0', use: 'sig' },
    { ...(await exportJWK(publicKey)), kid: 'bank-1', use: 'sig', alg },
  ];
  const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(CLAIMS)))
    .setProtectedHeader({ alg, kid: 'bank-1', typ: 'at+jwt' })
    .sign(privateKey);
  return { token, keys: JSON.stringify({ keys }) };
}
