import { lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** What a TLS connection is made with beside Node's own authorities, as PEM. */
export interface TlsFiles {
  cert?: string;
  key?: string;
  ca?: string;
}

/** A fetch, and what it knows of failures that fetch itself is silent about. */
export interface NodeFetch {
  fetch: typeof fetch;
  /** why the latest request to an address failed, by the name that Chromium has for it; empty: unknown */
  reasonFor(address: string): Promise<string>;
}

/** Names of browsers for what Node says; what stands in neither list is told as Node says it. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  EPIPE: 'ERR_CONNECTION_RESET',
  ENOTFOUND: 'ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'ERR_NAME_NOT_RESOLVED',
  EHOSTUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ENETUNREACH: 'ERR_ADDRESS_UNREACHABLE',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'ERR_CONNECTION_TIMED_OUT',
  UND_ERR_SOCKET: 'ERR_CONNECTION_CLOSED',
  CERT_HAS_EXPIRED: 'ERR_CERT_DATE_INVALID',
  CERT_NOT_YET_VALID: 'ERR_CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'ERR_CERT_COMMON_NAME_INVALID',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'ERR_CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ERR_CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'ERR_CERT_AUTHORITY_INVALID',
};

/**
 * Fetch as engine and browser-less walks use it: with a client certificate where one is given, through the
 * proxy that the environment names, and with every `*.localhost` name on this machine, as in browsers.
 *
 * @see RFC 6761 §6.3
 */
export function nodeFetch(
  tls: TlsFiles,
  env: Readonly<Record<string, string | undefined>>,
): NodeFetch {
  const connect = { ...tls, lookup };
  const local = 'localhost,.localhost,127.0.0.1,::1';
  const noProxy = env.NO_PROXY ?? env.no_proxy;
  const open = async () => {
    // Three quarters of what a command would read at its start, and most commands send nothing.
    const { EnvHttpProxyAgent, fetch } = await import('undici');
    const dispatcher = new EnvHttpProxyAgent({
      connect,
      requestTls: tls,
      noProxy: noProxy ? `${noProxy},${local}` : local,
      // A command that is done ends: nothing is kept open for a next request.
      keepAliveTimeout: 1,
      allowH2: true,
    });
    return (address: string, init: object) => fetch(address, { ...init, dispatcher });
  };
  let opened: ReturnType<typeof open> | undefined;
  const reasons = new Map<string, string>();
  const own = async (address: string, init: object): Promise<unknown> => {
    opened ??= open();
    const send = await opened;
    try {
      return await send(address, init);
    } catch (fault) {
      reasons.set(address, reasonOf(fault));
      throw fault;
    }
  };
  return { fetch: own as typeof fetch, reasonFor: async (address) => reasons.get(address) ?? '' };
}

function reasonOf(fault: unknown): string {
  const cause = (fault as { cause?: { code?: unknown; message?: unknown } } | undefined)?.cause;
  if (cause?.message === 'bad port') return 'ERR_UNSAFE_PORT';
  const code = typeof cause?.code === 'string' ? cause.code : '';
  return REASONS[code] ?? code;
}

const lookup: LookupFunction = (name, options, callback) => {
  const isLocal = /(^|\.)localhost$/i.test(name);
  resolveName(isLocal ? '127.0.0.1' : name, options, callback);
};
