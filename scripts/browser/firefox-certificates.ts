import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { ProfileCertificates } from './certificates.ts';
import { evaluateInFirefox } from './firefox-chrome-scope.ts';

/** Preferences by which Firefox presents a client certificate as told. */
export function firefoxCertificatePreferences({
  client,
}: Partial<ProfileCertificates>): Record<string, string> {
  if (client?.choice !== 'automatic') return {};
  return { 'security.default_personal_cert': 'Select Automatically' };
}

/**
 * Puts certificates into the store of a running Firefox, which is its profile's own.
 *
 * @param folder the throwaway profile's
 */
export async function importFirefoxCertificates(
  browser: Browser,
  folder: string,
  { authority, client }: ProfileCertificates,
): Promise<void> {
  const base64 = authority.certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  const store = `Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)`;
  await evaluateInFirefox(browser, `${store}.addCertFromBase64('${base64}', 'CT,,')`);
  if (client === undefined) return;
  const file = join(folder, 'client.p12');
  await writeFile(file, client.p12);
  const code = await evaluateInFirefox(
    browser,
    `const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
    file.initWithPath(${JSON.stringify(file)});
    return ${store}.importPKCS12File(file, ${JSON.stringify(client.p12Password)});`,
  );
  if (code !== 0) throw new Error(`Firefox did not import the client certificate: error ${code}`);
}
