import type { RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { bpceClientIds } from '../clients.ts';
import { fapiNames, fapiTenants, type TlsPorts } from '../fapi/fapi-tenants.ts';
import { createAuthority } from './certificate-authority.ts';
import { type CertifiedKey, keyPem } from './certified-key.ts';
import { encodePkcs12 } from './pkcs12.ts';
import { type TlsName, tlsHosts } from './tls-hosts.ts';

/** A client certificate for a test: in PEM for Node and curl, as PKCS #12 for browsers. */
export interface PracticeClientCertificate {
  certificatePem: string;
  keyPem: string;
  p12: Buffer;
  p12Password: string;
}

/** The https half of a practice bank. */
export interface TlsSide {
  ports: TlsPorts;
  /** Origins by name, each on a port of its own, because a server asks all or none for a certificate. */
  urls: Readonly<Record<TlsName, string>>;
  /** The https origin of any other practice host, for example `17515.bpce.localhost`. */
  origin(host: string): string;
  /** What a throwaway browser profile is made to trust. It signed all but `unknownCa`. */
  authority: { commonName: string; certificatePem: string; spkiSha256: string };
  /** `fitting` belongs to the first BPCE-like client_id, `other` to the second one. */
  /** `fitting` is also that of the FAPI banks' client. */
  clientCertificates: Readonly<Record<'fitting' | 'other', PracticeClientCertificate>>;
  close(): Promise<void>;
}

export const authorityName = 'Practice bank test CA';

// Every practice host, so that each bank can be had over https too.
const everyHost = [
  ...Object.values(tlsHosts),
  ...['app', 'berlin', 'openpayments', 'oidc', 'practice'].map((name) => `${name}.localhost`),
  '*.bpce.localhost',
  '*.dialects.localhost',
  ...fapiNames.flatMap((name) => [fapiTenants[name].host, `api.${fapiTenants[name].host}`]),
];

/**
 * Opens one listener per name on 127.0.0.1, with certificates made on the spot; two of them on ports that
 * can be said, the others on free ones. Fails with the `EADDRINUSE` error of `node:net`.
 */
export async function openTlsSide(
  onRequest: RequestListener,
  wanted: Partial<TlsPorts> = {},
): Promise<TlsSide> {
  const nowMs = Date.now();
  const authority = await createAuthority(authorityName, nowMs);
  const stranger = await createAuthority('Unknown practice CA', nowMs);
  const leaf = { subject: 'CN=Practice bank', use: 'server', hosts: everyHost } as const;
  const server = await authority.issue(leaf);
  const own = credentials(server);
  const asking = { ...own, requestCert: true, ca: authority.certificatePem };
  const servers: Record<TlsName, NetServer> = {
    tls: createServer(own),
    mtls: createServer({ ...asking, rejectUnauthorized: false }),
    // In TLS 1.3, and in 1.2 with ALPN (False Start), the refusal comes after the browser's half of the handshake:
    // what Chromium 156 then says of it is a matter of luck.
    mtlsStrict: createServer({
      ...asking,
      rejectUnauthorized: true,
      maxVersion: 'TLSv1.2',
      ALPNProtocols: [],
    }),
    h2: createSecureServer(own),
    expired: createServer(credentials(await authority.issue({ ...leaf, endsInDays: -2 }))),
    unknownCa: createServer(credentials(await stranger.issue(leaf))),
  };
  const sockets = new Set<Socket>();
  const ports = new Map<TlsName, number>();
  for (const name of Object.keys(tlsHosts) as TlsName[]) {
    const one = servers[name].on('request', onRequest).on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    const wantedPort = { tls: wanted.tlsPort, mtls: wanted.mtlsPort }[name as string];
    ports.set(name, await listen(one, wantedPort ?? 0));
  }
  const originOf = (name: TlsName, host: string) => `https://${host}:${ports.get(name)}`;
  const urls = Object.entries(tlsHosts).map(([name, host]) => [
    name,
    originOf(name as TlsName, host),
  ]);
  const client = async (identifier: string) =>
    forClient(
      await authority.issue({
        subject: `CN=Practice TPP ${identifier}, O=Practice TPP, C=FR, 2.5.4.97=${identifier}`,
        use: 'client',
      }),
    );
  return {
    ports: { tlsPort: ports.get('tls') ?? 0, mtlsPort: ports.get('mtls') ?? 0 },
    urls: Object.fromEntries(urls),
    origin: (host) => originOf('tls', host),
    authority: { ...authority, commonName: authorityName },
    clientCertificates: {
      fitting: await client(bpceClientIds[0]),
      other: await client(bpceClientIds[1]),
    },
    async close() {
      const closed = Object.values(servers).map(
        (one) => new Promise<void>((resolve) => one.close(() => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function credentials(certified: CertifiedKey): { cert: string; key: string } {
  return { cert: certified.chainPem, key: keyPem(certified) };
}

function forClient(certified: CertifiedKey): PracticeClientCertificate {
  const p12Password = 'practice';
  return {
    certificatePem: certified.certificatePem,
    keyPem: keyPem(certified),
    p12: encodePkcs12(certified, p12Password),
    p12Password,
  };
}

function listen(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
