/** How one FAPI bank differs from the others; each has a host, an issuer and an API of its own. */
export interface FapiTenant {
  host: string;
  /** Its name on its pages. */
  name: string;
  difference: string;
  /** Which of the profiles that oidc-provider enforces it follows. */
  profile: '1.0 Final' | '2.0';
  authentication: 'private_key_jwt' | 'tls_client_auth';
  /** What its tokens are tied to. */
  binding: 'dpop' | 'mtls' | 'nothing';
  pushedRequests: 'required' | 'supported';
  requestObject: 'required' | 'supported';
  /** Whether each answer of a redirect has to be a JWT (JARM). */
  signedAnswers: boolean;
  /** Whether a request has to name a consent that was made before, as `openbanking_intent_id`. */
  intents: boolean;
}

/** The FAPI banks, by the name under which their addresses are given. */
export const fapiTenants = {
  fapi2: {
    host: 'fapi2.localhost',
    name: 'FAPI 2 practice bank',
    difference: 'pushed requests, tokens tied to a key by DPoP, signed assertion',
    profile: '2.0',
    authentication: 'private_key_jwt',
    binding: 'dpop',
    pushedRequests: 'required',
    requestObject: 'supported',
    signedAnswers: false,
    intents: false,
  },
  // Below mtls.localhost, where a throwaway Chromium is told to choose the certificate by itself.
  fapi2Mtls: {
    host: 'fapi2.mtls.localhost',
    name: 'FAPI 2 practice bank with certificates',
    difference: 'pushed requests, client and tokens tied to a certificate',
    profile: '2.0',
    authentication: 'tls_client_auth',
    binding: 'mtls',
    pushedRequests: 'required',
    requestObject: 'supported',
    signedAnswers: false,
    intents: false,
  },
  fapi1: {
    host: 'fapi1.localhost',
    name: 'FAPI 1 practice bank',
    difference: 'signed requests and answers, a consent named in the request, signed assertion',
    profile: '1.0 Final',
    authentication: 'private_key_jwt',
    binding: 'nothing',
    pushedRequests: 'supported',
    requestObject: 'required',
    signedAnswers: true,
    intents: true,
  },
} as const satisfies Record<string, FapiTenant>;

export type FapiName = keyof typeof fapiTenants;

export const fapiNames = Object.keys(fapiTenants) as FapiName[];

/** Where one FAPI bank is, without slashes at the end. */
export interface FapiAddresses {
  issuer: string;
  /** Where clients call: the issuer, or the same host on the port that asks for a certificate. */
  calls: string;
  /** The API, which is also the resource indicator and audience of its tokens. */
  api: string;
}

/** The ports of the https half: one that asks for a client certificate, one that does not. */
export interface TlsPorts {
  tlsPort: number;
  mtlsPort: number;
}

/** The ports that profiles suggest, one and two above that of the http half; free ones beside a free one. */
export function tlsPortsBeside(port: number): TlsPorts {
  return port === 0 ? { tlsPort: 0, mtlsPort: 0 } : { tlsPort: port + 1, mtlsPort: port + 2 };
}

/** The addresses of a FAPI bank. */
export function fapiAddresses(name: FapiName, { tlsPort, mtlsPort }: TlsPorts): FapiAddresses {
  const { host, binding } = fapiTenants[name];
  const callPort = binding === 'mtls' ? mtlsPort : tlsPort;
  return {
    issuer: `https://${host}:${tlsPort}`,
    calls: `https://${host}:${callPort}`,
    api: `https://api.${host}:${callPort}`,
  };
}

/** What a host serves: a FAPI bank itself or its API; `undefined` for any other host. */
export function findFapiHost(host: string): { name: FapiName; isApi: boolean } | undefined {
  const isApi = host.startsWith('api.');
  const own = isApi ? host.slice('api.'.length) : host;
  const name = fapiNames.find((one) => fapiTenants[one].host === own);
  return name && { name, isApi };
}
