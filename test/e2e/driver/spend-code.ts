import { request } from 'node:http';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';

/** Exchanges a code behind the panel's back, as an app under test would. Fails unless the bank gave tokens. */
export async function spendCode(bank: PracticeBank, code: string): Promise<void> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'PSDFR-ACPR-12345',
    code,
    redirect_uri: `${bank.urls.app}/callback`,
  }).toString();
  const status = await new Promise<number>((resolve, reject) => {
    // Node does not resolve *.localhost, so the bank is named in the Host header alone.
    const call = request(
      {
        host: '127.0.0.1',
        port: bank.port,
        method: 'POST',
        path: '/stet/psd2/oauth/token',
        headers: {
          host: `17515.bpce.localhost:${bank.port}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    call.once('error', reject);
    call.end(body);
  });
  if (status !== 200) throw new Error(`the bank answered ${status}`);
}
