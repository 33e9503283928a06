import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { practiceCredentials } from './clients.ts';
import { dialectNames } from './dialects/dialects.ts';
import { fapiAddresses, fapiNames, tlsPortsBeside } from './fapi/fapi-tenants.ts';
import { startPracticeBank } from './practice-bank.ts';
import type { TlsSide } from './tls/tls-side.ts';

const defaultPort = 8489;

/** Runs the practice bank until it is interrupted. */
async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, certificates: { type: 'string' } },
  });
  const port = Number(values.port ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    stop(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  const tls = tlsPortsBeside(port);
  const bank = await startPracticeBank({ port, tls, log: (line) => console.log(line) }).catch(
    (error: unknown) => stop(startProblem(error, port)),
  );
  if (values.certificates !== undefined) await writeCertificates(bank.tls, values.certificates);
  const { urls } = bank;
  const fapi = fapiNames.map((name) => fapiAddresses(name, bank.tls.ports).issuer);
  const { user, password, sms } = practiceCredentials;
  console.log(`Practice bank on port ${bank.port}. Open in a browser:
  index          ${urls.index}/
  practice app   ${urls.app}/
  BPCE-like      ${urls.bpce('17515')} (also 13807, 12579)
  Open Payments  ${urls.openPayments}
  OpenID         ${urls.oidc}
  Berlin Group   ${urls.berlin}
  FAPI           ${fapi.join('\n                 ')}
  dialects       ${dialectNames.map((name) => urls.dialect(name)).join('\n                 ')}
  control        ${urls.control}
The FAPI banks' authority and the client certificate, new in each run: --certificates FOLDER writes them.
Log in with ${user} / ${password}, SMS code ${sms}. Stop with Ctrl+C.`);
  process.once('SIGINT', () => void bank.close());
  process.once('SIGTERM', () => void bank.close());
}

/** Files for curl and the command line, and one for a browser (its password is `practice`). */
async function writeCertificates(tls: TlsSide, folder: string): Promise<void> {
  const { certificatePem, keyPem, p12 } = tls.clientCertificates.fitting;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'authority.pem'), tls.authority.certificatePem);
  await writeFile(join(folder, 'client.pem'), certificatePem);
  await writeFile(join(folder, 'client-key.pem'), keyPem);
  await writeFile(join(folder, 'client.p12'), p12);
}

function startProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} or one of the two after it is taken. Stop the other program or choose another: --port 8589`;
  }
  if (code === 'EACCES') return `Port ${port} is not allowed for this user: choose one above 1023.`;
  return `The practice bank did not start: ${String(error)}`;
}

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

await serve();
