import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureCertificateTools } from './certificate-tools.ts';
import type { ProfileCertificates } from './certificates.ts';
import { addChromiumPolicy } from './chromium-policy.ts';
import { failureReason, runCommand } from './command.ts';

/** What Chromium must be started with, and how to undo what stands outside of its profile. */
export interface ChromiumCertificates {
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  remove(): void;
}

/**
 * Puts certificates into a certificate store that only one run of Chromium reads: the one below its
 * `HOME`. Where no store can be written, the authority is trusted by a flag; a client certificate,
 * or one that expired, cannot be had then. An automatic choice needs a policy file of the machine,
 * which names only hosts of the practice bank and goes with `remove`.
 *
 * @param folder the throwaway profile's
 */
export async function prepareChromiumCertificates(
  folder: string,
  { authority, client }: ProfileCertificates,
): Promise<ChromiumCertificates> {
  const tools = await ensureCertificateTools();
  if (!tools.ok) {
    if (client !== undefined) throw new Error(tools.error);
    const args = [`--ignore-certificate-errors-spki-list=${authority.spkiSha256}`];
    return { args, env: {}, remove: () => undefined };
  }
  const home = join(folder, 'home');
  const store = join(home, '.pki', 'nssdb');
  const database = ['-d', `sql:${store}`];
  await mkdir(store, { recursive: true });
  await run('certutil', [...database, '-N', '--empty-password']);
  const authorityFile = join(home, 'authority.pem');
  await writeFile(authorityFile, authority.certificatePem);
  const trusted = ['-n', authority.commonName, '-t', 'C,,', '-i', authorityFile];
  await run('certutil', [...database, '-A', ...trusted]);
  let remove = () => {};
  if (client !== undefined) {
    const clientFile = join(home, 'client.p12');
    await writeFile(clientFile, client.p12);
    await run('pk12util', [...database, '-i', clientFile, '-W', client.p12Password]);
    if (client.choice === 'automatic') {
      const filter = { ISSUER: { CN: authority.commonName } };
      const setting = JSON.stringify({ pattern: 'https://[*.]mtls.localhost', filter });
      remove = addChromiumPolicy({ AutoSelectCertificateForUrls: [setting] });
    }
  }
  return { args: [], env: { HOME: home }, remove };
}

async function run(file: string, args: readonly string[]): Promise<void> {
  const outcome = await runCommand(file, args, { timeoutMs: 30_000 });
  if (outcome.code !== 0) throw new Error(`${file}: ${failureReason(outcome)}`);
}
