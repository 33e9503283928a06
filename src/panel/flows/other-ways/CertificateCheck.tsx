import { documentFailureText } from '../../banks/document-failure-text.ts';
import { message } from '../../browser.ts';
import type { CertificateVerdict } from './certificate-verdict.ts';

interface CertificateCheckProps {
  /** of the token endpoint */
  address: string;
  verdict: CertificateVerdict | undefined;
  onCheck(): void;
}

/** Whether the token host wants a client certificate, and whether the browser gives one. */
export function CertificateCheck({ address, verdict, onCheck }: CertificateCheckProps) {
  const { host } = new URL(address);
  return (
    <>
      <p class="subtle">{message('certificate_check_meaning', host)}</p>
      <div class="row">
        <button type="button" onClick={onCheck}>
          {message('certificate_check')}
        </button>
        <a href={address} target="_blank" rel="noreferrer">
          {message('certificate_check_open')}
        </a>
      </div>
      {verdict && <p role="status">{verdictText(verdict, host)}</p>}
    </>
  );
}

function verdictText(verdict: CertificateVerdict, host: string): string {
  switch (verdict.kind) {
    case 'unreachable':
      return documentFailureText(verdict.failure);
    case 'answered':
      return message('certificate_check_answered', host, verdict.status || '3xx');
    default:
      return message(`certificate_check_${verdict.kind}`, host);
  }
}
