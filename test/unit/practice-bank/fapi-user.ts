import { importPKCS8, type JWTPayload, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { fapiClient, fapiClientKeys, openIdKeyClient } from '../../practice-bank/clients.ts';
import {
  type FapiName,
  fapiAddresses,
  fapiTenants,
} from '../../practice-bank/fapi/fapi-tenants.ts';
import type { startPracticeBank } from '../../practice-bank/practice-bank.ts';
import {
  type LocalAnswer,
  type LocalRequest,
  type LocalTls,
  localFetch,
  send,
} from './local-client.ts';
import { decide } from './openid-user.ts';

export type BankOverTls = Awaited<ReturnType<typeof startPracticeBank>> & {
  tls: NonNullable<Awaited<ReturnType<typeof startPracticeBank>>['tls']>;
};

/** A client of one FAPI bank that is not ours: oauth4webapi, and jose for what it would never do. */
export async function openFapiUser(bank: BankOverTls, name: FapiName) {
  const tenant = fapiTenants[name];
  const addresses = fapiAddresses(name, bank.tls.ports);
  const redirectUri = `https://app.localhost:${bank.tls.ports.tlsPort}/callback`;
  const { certificatePem: cert, keyPem: key } = bank.tls.clientCertificates.fitting;
  const believing: LocalTls = { ca: bank.tls.authority.certificatePem };
  const tls: LocalTls = tenant.binding === 'mtls' ? { ...believing, cert, key } : believing;
  const http = {
    [oauth.customFetch]: (url: string, init: Parameters<typeof localFetch>[1]) =>
      localFetch(url, init, tls),
  };
  const { ecPrivateKey, rsaPrivateKey } = await fapiClientKeys();
  const keys = {
    es256: { key: await importPKCS8(ecPrivateKey, 'ES256'), kid: openIdKeyClient.kid },
    ps256: { key: await importPKCS8(rsaPrivateKey, 'PS256'), kid: fapiClient.rsaKid },
  };
  const issuer = new URL(addresses.issuer);
  const server = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, http),
  );
  const client: oauth.Client = {
    client_id: fapiClient.client_id,
    use_mtls_endpoint_aliases: tenant.binding === 'mtls',
    [oauth.clockTolerance]: 5,
  };
  const authentication =
    tenant.authentication === 'tls_client_auth'
      ? oauth.TlsClientAuth()
      : oauth.PrivateKeyJwt(keys.es256);

  const now = () => Math.floor(Date.now() / 1000);

  /** A JWT signed by the client, as good as no other claims make it. */
  function sign(claims: JWTPayload, alg: 'ES256' | 'PS256' = 'ES256', typ?: string) {
    const { key, kid } = alg === 'ES256' ? keys.es256 : keys.ps256;
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid, ...(typ !== undefined && { typ }) })
      .sign(key);
  }

  /** Parameters by which the client proves itself. */
  async function proveClient(change: JWTPayload = {}): Promise<Record<string, string>> {
    if (tenant.authentication === 'tls_client_auth') return { client_id: client.client_id };
    return {
      client_id: client.client_id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign(assertionClaims(change)),
    };
  }

  function assertionClaims(change: JWTPayload = {}): JWTPayload {
    const { client_id } = client;
    const times = { iat: now(), exp: now() + 60 };
    const jti = crypto.randomUUID();
    return { iss: client_id, sub: client_id, aud: addresses.issuer, jti, ...times, ...change };
  }

  /** Claims of a request object around these parameters. */
  function objectClaims(parameters: object): JWTPayload {
    const { client_id: iss } = client;
    return { iss, aud: addresses.issuer, nbf: now(), exp: now() + 60, ...parameters };
  }

  function post(url: string, form: Record<string, string>, more: LocalRequest = {}) {
    return send(url, { form, tls, ...more });
  }

  return {
    addresses,
    redirectUri,
    believing,
    tls,
    http,
    keys,
    server,
    client,
    authentication,
    now,
    sign,
    proveClient,
    assertionClaims,
    objectClaims,
    post,
    push: (form: Record<string, string>): Promise<LocalAnswer> =>
      post(`${addresses.calls}/request`, form),
    openUrl(query: Record<string, string>) {
      const url = new URL(`${addresses.issuer}/auth`);
      url.search = new URLSearchParams({ client_id: client.client_id, ...query }).toString();
      return url.href;
    },
    approve: (url: string) => decide(url, 'approve', believing),
  };
}
