import type { JSX } from 'preact';
import { CertificateCheck } from './CertificateCheck.tsx';
import type { CertificateVerdict } from './certificate-verdict.ts';

/** Every state of the check. */
export const fixtures: Record<string, () => JSX.Element> = {
  'not checked': () => draw(undefined),
  answered: () => draw({ kind: 'answered', status: 405 }),
  'answered by a redirect': () => draw({ kind: 'answered', status: 0 }),
  'none chosen': () => draw({ kind: 'unchosen' }),
  'hung up': () => draw({ kind: 'cut' }),
  missing: () => draw({ kind: 'missing' }),
  unreachable: () =>
    draw({
      kind: 'unreachable',
      failure: { kind: 'network', reason: 'net::ERR_CONNECTION_REFUSED', host: 'bank.example' },
    }),
};

function draw(verdict: CertificateVerdict | undefined): JSX.Element {
  return (
    <CertificateCheck
      address="https://bank.example/token"
      verdict={verdict}
      onCheck={() => undefined}
    />
  );
}
