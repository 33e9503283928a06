import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type BankAddresses, bankAddresses } from './bank-addresses.ts';
import { BankState } from './bank-state.ts';
import { registeredRedirectUris } from './clients.ts';
import { type Control, createControl, createVerbs, type Verbs } from './control/control.ts';
import { answerControlRequest } from './control/control-endpoint.ts';
import { answerWithFaults } from './control/fault-effects.ts';
import { FaultList } from './control/fault-list.ts';
import { RequestLog } from './control/request-log.ts';
import type { TlsPorts } from './fapi/fapi-tenants.ts';
import { createHosts, type Hosts } from './hosts.ts';
import { type Answer, jsonAnswer, type Outcome, sendOutcome } from './http/answer.ts';
import { type PracticeRequest, readRequest } from './http/practice-request.ts';
import type { TlsSide } from './tls/tls-side.ts';

export interface PracticeBankOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** Milliseconds since the epoch; the computer's clock by default. */
  now?: () => number;
  /** Receives one line per request: method, host, path and status, never a parameter. */
  log?: (line: string) => void;
  /** Whether the https half is opened too, on free ports unless two of them are said. */
  tls?: boolean | TlsPorts;
}

/** A running practice bank. */
export interface PracticeBank {
  port: number;
  urls: BankAddresses;
  control: Control;
  /** Only there when it was asked for. */
  tls?: TlsSide;
  /** Stops listening and closes every connection, idle or not. */
  close(): Promise<void>;
}

type PracticeBankWithTls = PracticeBank & { tls: TlsSide };

/**
 * Starts the practice bank on 127.0.0.1. Fails with the `EADDRINUSE` error of `node:net` when the
 * port is taken.
 */
export async function startPracticeBank(
  options: PracticeBankOptions & { tls: true | TlsPorts },
): Promise<PracticeBankWithTls>;
export async function startPracticeBank(options?: PracticeBankOptions): Promise<PracticeBank>;
export async function startPracticeBank(options: PracticeBankOptions = {}): Promise<PracticeBank> {
  const server = createServer();
  const port = await listen(server, options.port ?? 0);

  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    serve(incoming, outgoing, parts).catch((error: unknown) => {
      // A client that left in the middle of its request is no failure of ours.
      if (incoming.complete) fail(outgoing, error);
    });
  };
  const tls = options.tls ? await openTls(onRequest, options.tls, server) : undefined;
  const state = new BankState(options.now ?? Date.now);
  const hosts = createHosts(state, port, tls?.ports);
  const faults = new FaultList();
  const log = new RequestLog();
  const verbs = createVerbs({ state, faults, log, forgetGrants: hosts.forgetGrants });
  const control = createControl(verbs, log);
  const redirectUris = new Set(registeredRedirectUris(port, tls?.ports.tlsPort));
  const parts: Parts = { redirectUris, state, hosts, faults, log, verbs, writeLine: options.log };
  server.on('request', onRequest);
  return {
    port,
    urls: bankAddresses(port),
    control,
    ...(tls && { tls }),
    async close() {
      await Promise.all([close(server), tls?.close()]);
    },
  };
}

async function openTls(
  onRequest: RequestListener,
  wanted: true | TlsPorts,
  server: Server,
): Promise<TlsSide> {
  // Loaded only when wanted: making certificates takes longer than all the rest.
  const { openTlsSide } = await import('./tls/tls-side.ts');
  try {
    return await openTlsSide(onRequest, wanted === true ? {} : wanted);
  } catch (error) {
    await close(server);
    throw error;
  }
}

interface Parts {
  redirectUris: ReadonlySet<string>;
  state: BankState;
  hosts: Hosts;
  faults: FaultList;
  log: RequestLog;
  verbs: Verbs;
  writeLine: PracticeBankOptions['log'];
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  parts: Parts,
): Promise<void> {
  const request = await readRequest(incoming, outgoing);
  const { state, verbs, log } = parts;
  if (request === undefined) {
    const answer = jsonAnswer(413, { error: 'The body is too large.' });
    sendOutcome(outgoing, { kind: 'answered', answer }, state.nowMs());
  } else if (request.host === 'control.localhost') {
    const answer = answerControlRequest(request, verbs, log);
    sendOutcome(outgoing, { kind: 'answered', answer }, state.nowMs());
  } else {
    await serveBank(request, parts);
  }
}

async function serveBank(request: PracticeRequest, parts: Parts): Promise<void> {
  const { state, hosts, faults, log, redirectUris, writeLine } = parts;
  const entry = log.add(request, state.nowMs());
  const outcome = await answerWithFaults(
    faults,
    request,
    () => hosts.ask(request),
    (answer) => redirectUris.has(withoutQuery(answer)),
    () => hosts.signingKey(request.host),
  );
  entry.status = sentStatus(outcome);
  sendOutcome(request.raw.outgoing, outcome, state.nowMs());
  writeLine?.(`${request.method} ${request.host} ${request.path} ${entry.status}`);
}

function withoutQuery({ headers }: Answer): string {
  const { location } = headers;
  return typeof location === 'string' ? location.replace(/[?#].*$/, '') : '';
}

function sentStatus(outcome: Outcome): number {
  if (outcome.kind === 'hung_up') return 0;
  return outcome.kind === 'sent' ? outcome.status : outcome.answer.status;
}

function fail(outgoing: ServerResponse, error: unknown): void {
  console.error(error);
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(500).end();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
