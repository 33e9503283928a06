/** The hosts of the https half. Each answers like the BPCE-like bank 17515. */
export const tlsHosts = {
  tls: 'tls.localhost',
  /** Asks for a client certificate and refuses token requests without a fitting one, in HTTP. */
  mtls: 'mtls.localhost',
  /** Lets nobody past the TLS handshake without a client certificate. */
  mtlsStrict: 'strict.mtls.localhost',
  /** Speaks HTTP/2 only. */
  h2: 'h2.localhost',
  expired: 'expired.localhost',
  unknownCa: 'unknown-ca.localhost',
} as const;

export type TlsName = keyof typeof tlsHosts;

const servedHosts = new Set<string>(Object.values(tlsHosts));
const hostsWithCertificate = new Set<string>([tlsHosts.mtls, tlsHosts.mtlsStrict]);

/** What a host of the https half asks of its clients; `undefined` for any other host. */
export function tlsDemand(host: string): 'certificate' | 'nothing' | undefined {
  if (!servedHosts.has(host)) return undefined;
  return hostsWithCertificate.has(host) ? 'certificate' : 'nothing';
}
