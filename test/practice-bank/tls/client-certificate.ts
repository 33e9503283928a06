import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type Answer, jsonAnswer, notCached } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';

/** What a connection says of the one who opened it. */
export interface ClientCertificate {
  /** `2.5.4.97` of its subject, for example `PSDFR-ACPR-12345`; empty when there is none. */
  organizationIdentifier: string;
  /** Whether the practice authority issued it and it is in force. */
  trusted: boolean;
}

/** The certificate that came with a connection, or `undefined`. */
export function clientCertificate(incoming: IncomingMessage): ClientCertificate | undefined {
  const { socket } = incoming;
  if (!(socket instanceof TLSSocket)) return undefined;
  const { subject } = socket.getPeerCertificate();
  if (subject === undefined) return undefined;
  const { organizationIdentifier } = subject as { organizationIdentifier?: string };
  return {
    organizationIdentifier: organizationIdentifier ?? '',
    trusted: socket.authorized,
  };
}

/**
 * Refuses a token request whose client certificate is missing, of another authority, or of another
 * organisation than its `client_id`; `undefined` when all is well.
 *
 * @see RFC 8705 §2.1
 */
export function refuseWithoutCertificate(request: PracticeRequest): Answer | undefined {
  const certificate = clientCertificate(request.raw.incoming);
  if (certificate === undefined) return refuse('A client certificate is needed.');
  if (!certificate.trusted) return refuse('The client certificate is not trusted.');
  const clientId = request.form.get('client_id') ?? request.query.get('client_id');
  return certificate.organizationIdentifier === clientId
    ? undefined
    : refuse('The client certificate is of another organisation than client_id.');
}

function refuse(error_description: string): Answer {
  return jsonAnswer(401, { error: 'invalid_client', error_description }, notCached);
}
