import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { lintToken } from '../../core/lint/lint-token.ts';
import { withVerification } from '../../core/lint/with-verification.ts';
import type { EpochSeconds } from '../../core/time.ts';
import { type DecodedToken, decodeToken } from '../../core/tokens/decode-jwt.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { TokenText } from './TokenText.tsx';

interface RevealedTokenProps {
  /** the kind of token, in words */
  name: string;
  value: string;
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
  verified: ReadonlySignal<boolean>;
}

/** A token's value in the clear, and what the linter says of it. */
export function RevealedToken({ name, value, endsAt, nowMs, verified }: RevealedTokenProps) {
  const decoded = useMemo(() => decodeToken(value), [value]);
  return (
    <div class="stack">
      <TokenText token={value} decoded={decoded} />
      <TokenFindings
        label={message('token_findings', name)}
        token={value}
        decoded={decoded}
        endsAt={endsAt}
        nowMs={nowMs}
        verified={verified}
      />
    </div>
  );
}

interface TokenFindingsProps {
  label: string;
  token: string;
  decoded: DecodedToken;
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
  verified: ReadonlySignal<boolean>;
}

/** Findings on a token: made when it is first seen, and again when its time is over. */
export function TokenFindings(props: TokenFindingsProps) {
  const { label, token, decoded, endsAt, nowMs, verified } = props;
  const over = useComputed(() => endsAt !== undefined && secondsUntil(endsAt, nowMs.value) <= 0);
  const findings = useMemo(
    () => lintToken(token, decoded, nowMs.peek()),
    [token, decoded, over.value],
  );
  return <FindingList label={label} findings={withVerification(findings, verified.value, [])} />;
}
