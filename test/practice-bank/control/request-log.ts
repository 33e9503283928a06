import { TLSSocket } from 'node:tls';
import { judgeSignature } from '../bpce/request-signature.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { clientCertificate } from '../tls/client-certificate.ts';

/** One request that reached a bank or the practice app. Everything in it is practice data. */
export interface LogEntry {
  /** The bank's clock when the request had been read, in milliseconds since the epoch. */
  atMs: number;
  host: string;
  method: string;
  path: string;
  /** Names and values in the order sent; a repeated name is listed twice. */
  query: [name: string, value: string][];
  /** Parameters of a form body, likewise, or members of a JSON object. */
  body: [name: string, value: string][];
  headers: Record<string, string>;
  /** For example `http/1.1`, `https/1.1` or `https/2.0`. */
  protocol: string;
  /** `organizationIdentifier` of the client certificate that came; `undefined` without one. */
  clientCertificate?: string | undefined;
  /** `verified`, or what is wrong with the HTTP signature; `undefined` without one. */
  signature?: string | undefined;
  /** Status sent; 0 while unanswered and when the connection was closed without an answer. */
  status: number;
}

/** The requests since start or reset, oldest first. */
export class RequestLog {
  #entries: LogEntry[] = [];

  add(request: PracticeRequest, atMs: number): LogEntry {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const entry: LogEntry = {
      atMs,
      host: request.host,
      method: request.method,
      path: request.path,
      query: [...request.query],
      body: [...request.form, ...membersAsText(request.json ?? {})],
      headers: Object.fromEntries(headers),
      protocol: protocolOf(request),
      clientCertificate: clientCertificate(request.raw.incoming)?.organizationIdentifier,
      signature: judgeSignature(request),
      status: 0,
    };
    this.#entries.push(entry);
    return entry;
  }

  entries(): LogEntry[] {
    return structuredClone(this.#entries);
  }

  clear(): void {
    this.#entries = [];
  }
}

function protocolOf({ raw: { incoming } }: PracticeRequest): string {
  return `${incoming.socket instanceof TLSSocket ? 'https' : 'http'}/${incoming.httpVersion}`;
}

/** Strings as they are, everything else as JSON. */
function membersAsText(json: Record<string, unknown>): [name: string, value: string][] {
  return Object.entries(json).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
}
