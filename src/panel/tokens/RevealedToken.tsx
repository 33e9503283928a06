import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { valuesInUse } from '../../core/lint/bank-use.ts';
import { type ExpectedToken, lintToken } from '../../core/lint/lint-token.ts';
import { withVerification } from '../../core/lint/with-verification.ts';
import type { EpochSeconds } from '../../core/time.ts';
import { decodeToken } from '../../core/tokens/decode-jwt.ts';
import { secondsUntil } from '../../core/tokens/lifetime.ts';
import { expectedKind } from '../../core/tokens/token-kind.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { TokenText } from './TokenText.tsx';

export interface RevealedTokenProps {
  /** the kind of token, in words */
  name: string;
  value: string;
  flow: FlowState;
  token: TokenState;
  endsAt: EpochSeconds | undefined;
  nowMs: ReadonlySignal<number>;
  verified: ReadonlySignal<boolean>;
}

/** A token's value in the clear, and what the linter says of it; again when its time is over. */
export function RevealedToken(props: RevealedTokenProps) {
  const { name, value, flow, token, endsAt, nowMs, verified } = props;
  const decoded = useMemo(() => decodeToken(value), [value]);
  const over = useComputed(() => endsAt !== undefined && secondsUntil(endsAt, nowMs.value) <= 0);
  const findings = useMemo(
    () => lintToken(value, decoded, nowMs.peek(), expectedOf(flow, token, endsAt)),
    [value, decoded, over.value],
  );
  return (
    <div class="stack">
      <TokenText token={value} decoded={decoded} />
      <FindingList
        label={message('token_findings', name)}
        findings={withVerification(findings, verified.value, [])}
      />
    </div>
  );
}

/** What the flow's bank and the answer say of the token. */
function expectedOf(
  { started }: FlowState,
  { kind, expires_in }: TokenState,
  endsAt: EpochSeconds | undefined,
): ExpectedToken {
  const { profile, draft } = started.plan;
  const { issuer, apiBase } = valuesInUse({ profile, ...draft }) ?? {};
  return {
    kind: expectedKind(kind),
    issuer,
    audience: kind === 'access_token' && apiBase ? [apiBase] : [],
    endsAt: expires_in === undefined ? undefined : endsAt,
  };
}
