import { generateKeyPair, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { bankAddresses } from './bank-addresses.ts';

/**
 * Who may talk to the practice banks. Every value is made up and printed on the index page: none
 * of them opens anything anywhere else.
 */

/** What a person types on the login pages of every practice bank. */
export const practiceCredentials = {
  user: 'practice',
  password: 'practice',
  sms: '12345678',
} as const;

/** Clients known to every BPCE-like bank. There is no secret: the real ones use a certificate. */
export const bpceClientIds = ['PSDFR-ACPR-12345', 'PSDFR-ACPR-54321'] as const;

/** Bank codes that the BPCE-like sandbox serves, with a name for its pages. */
export const bpceBanks: ReadonlyMap<string, string> = new Map([
  ['17515', 'Caisse d’exercice'],
  ['13807', 'Banque d’exercice de l’Ouest'],
  ['12579', 'Banque d’exercice BCP'],
]);

/** The one application known to the Open-Payments-like platform. */
export const openPaymentsClient = {
  client_id: '00000000-0000-4000-8000-000000000001',
  client_secret: 'practice-secret-not-real',
} as const;

/** The banks behind the Open-Payments-like platform. */
export const openPaymentsBanks = [
  { country: 'SE', bicFi: 'PRACSES1', name: 'Practice Enskilda' },
  { country: 'SE', bicFi: 'PRACSES2', name: 'Practice Handels' },
  { country: 'FI', bicFi: 'PRACFIH1', name: 'Practice Osuus' },
] as const;

/** The client known to the Berlin Group bank. There is no secret: the real ones use a certificate. */
export const berlinClient = { client_id: 'PSDDE-BAFIN-123456' } as const;

/** The one client known to every dialect bank. */
export const dialectClient = {
  client_id: 'practice-client',
  client_secret: 'practice-secret-not-real',
} as const;

/** The one client known to the OpenID bank. */
export const openIdClient = {
  client_id: 'practice-client',
  client_secret: 'practice-secret-not-real',
} as const;

/** The client of the OpenID bank that is a page: it has no secret, and may call from the page's origin. */
export const openIdPageClient = { client_id: 'practice-page-app' } as const;

/** The redirect URIs of the app that is a page. @param port where the practice bank listens */
export function pageAppRedirectUris(port: number): readonly string[] {
  const { pageApp } = bankAddresses(port);
  return [`${pageApp}/callback`, `${pageApp}/callback-with-picture`];
}

/** Its client whose id and secret have every character that matters when they are encoded. */
export const openIdBasicClient = {
  client_id: 'practice:client+50% off',
  client_secret: 'practice secret:100%+/=&?not real',
} as const;

const openIdKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Its client that signs: the key is made anew in each run. */
export const openIdKeyClient = {
  client_id: 'practice-key-client',
  kid: 'practice-key',
  /** PKCS#8 */
  privateKey: String(openIdKeys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  publicJwk: openIdKeys.publicKey.export({ format: 'jwk' }),
} as const;

/** The one client known to every FAPI bank. It has no secret: it signs, or presents its certificate. */
export const fapiClient = {
  client_id: 'practice-fapi-client',
  /** Subject of its certificate, the practice bank's `fitting` one. */
  subject:
    'CN=Practice TPP PSDFR-ACPR-12345,O=Practice TPP,C=FR,organizationIdentifier=PSDFR-ACPR-12345',
  /** Key ID of its RSA key; the other key is that of the client of the OpenID bank that signs. */
  rsaKid: 'practice-rsa-key',
} as const;

let fapiKeys: ReturnType<typeof makeFapiClientKeys> | undefined;

/** Its keys, which are made at the first call: ES256 under `practice-key`, PS256 under `practice-rsa-key`. */
export function fapiClientKeys(): ReturnType<typeof makeFapiClientKeys> {
  fapiKeys ??= makeFapiClientKeys();
  return fapiKeys;
}

async function makeFapiClientKeys() {
  const rsa = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = (key: KeyObject, kid: string, alg: string) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg,
    use: 'sig',
  });
  return {
    publicJwks: [
      jwk(openIdKeys.publicKey, openIdKeyClient.kid, 'ES256'),
      jwk(rsa.publicKey, fapiClient.rsaKid, 'PS256'),
    ],
    /** PKCS#8 */
    ecPrivateKey: openIdKeyClient.privateKey,
    rsaPrivateKey: String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

/**
 * The redirect URIs registered for every client: the practice app's, also on the hosts where it has a
 * service worker, and two where nobody listens,
 * so that a code sent there stays unspent. Port 1 is on the browsers' list of blocked ports and is
 * never even tried; port 2 is tried and refused.
 *
 * @param port where the practice bank listens
 * @param tlsPort where its https half listens, if it has one
 */
export function registeredRedirectUris(port: number, tlsPort?: number): readonly string[] {
  return [
    ...(tlsPort === undefined ? [] : [`https://app.localhost:${tlsPort}/callback`]),
    `http://app.localhost:${port}/callback`,
    `http://sw-cache.app.localhost:${port}/callback`,
    `http://sw-network.app.localhost:${port}/callback`,
    'http://closed.localhost:1/callback',
    'http://closed.localhost:2/callback',
  ];
}
