import type { JSX } from 'preact';
import type { TokenCheck } from '../../../core/tokens/verify/token-check.ts';
import { VerifyTokenView, type VerifyTokenViewProps } from './VerifyTokenView.tsx';
import { EMPTY_FORM } from './verify-subject.ts';
import type { VerifyOutcome } from './verify-token.ts';

const checks: TokenCheck[] = [
  { name: 'iss', outcome: 'ok', seen: 'https://bank.example', expected: 'https://bank.example' },
  { name: 'aud', outcome: 'failed', seen: 'other-client', expected: 'PSDFR-ACPR-12345' },
  { name: 'azp', outcome: 'unchecked', missing: 'claim', seen: undefined, expected: '' },
  { name: 'nonce', outcome: 'unchecked', missing: 'value', seen: 'made-up', expected: '' },
];

const nothing: VerifyOutcome = {
  sentence: '',
  good: false,
  verified: false,
  checks: [],
  findings: [],
  problems: [],
};

/** Every state of a verification. */
export const fixtures: Record<string, () => JSX.Element> = {
  waiting: () => draw({}),
  profile: () => draw({ place: 'https://bank.example', asksForIdToken: false }),
  busy: () => draw({ busy: true }),
  noKey: () => draw({ open: true, outcome: { ...nothing, problems: ['Give a key first.'] } }),
  good: () =>
    draw({
      outcome: { ...nothing, good: true, verified: true, sentence: 'Signature fits key bank-1.' },
    }),
  bad: () =>
    draw({
      outcome: {
        ...nothing,
        sentence: 'The signature does not fit: bank-1.',
        checks,
        findings: [
          {
            id: 'JW12',
            slug: 'signature-bad',
            severity: 'error',
            actor: 'bank',
            source: 'RFC 7515 §5.2',
            facts: ['ES256', 'bank-1'],
          },
        ],
      },
    }),
  encrypted: () => draw({ doing: 'open', open: true, asksForIdToken: false }),
};

function draw(change: Partial<VerifyTokenViewProps>): JSX.Element {
  return (
    <VerifyTokenView
      id="example"
      name="ID token"
      doing="verify"
      place={undefined}
      asksForIdToken={true}
      form={EMPTY_FORM}
      open={false}
      busy={false}
      outcome={undefined}
      onForm={() => undefined}
      onVerify={() => undefined}
      onCancel={() => undefined}
      {...change}
    />
  );
}
