import type { DocumentReply } from '../../../contract/document.ts';
import { networkFailureKey } from '../../../core/lint/describe-network-failure.ts';

/** What a request without anything in it tells of a host and client certificates. */
export type CertificateVerdict =
  /** it answered: with a certificate, or because it wants none while connecting; `status` 0: a redirect */
  | { kind: 'answered'; status: number }
  /** certificates are there, and the person has chosen none for this host yet */
  | { kind: 'unchosen' }
  /** this browser has no certificate that the host takes */
  | { kind: 'missing' }
  /** it hung up, as hosts do in TLS 1.3 when no certificate comes; Chromium 156 then says one thing or another */
  | { kind: 'cut' }
  /** something else is wrong */
  | { kind: 'unreachable'; failure: Failure };

type Failure = Extract<DocumentReply, { ok: false }>['error'];

export function certificateVerdict(reply: DocumentReply): CertificateVerdict {
  if (reply.ok) return { kind: 'answered', status: reply.value.status };
  const { error } = reply;
  switch (error.kind) {
    case 'not_json':
      return { kind: 'answered', status: error.status };
    case 'too_large':
    case 'redirected':
      return { kind: 'answered', status: 0 };
    case 'network': {
      const { key } = networkFailureKey(error, 'required');
      if (key === 'failure_reset' || key === 'failure_closed') return { kind: 'cut' };
      if (key !== 'failure_client_certificate') return { kind: 'unreachable', failure: error };
      return { kind: error.reason.includes('CERT_NEEDED') ? 'unchosen' : 'missing' };
    }
    default:
      return { kind: 'unreachable', failure: error };
  }
}
