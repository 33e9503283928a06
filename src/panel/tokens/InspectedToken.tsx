import { type ReadonlySignal, useSignal } from '@preact/signals';
import { claimDate } from '../../core/tokens/claim-dates.ts';
import type { DecodedToken } from '../../core/tokens/decode-jwt.ts';
import type { NamedToken, RecognisedText } from '../../core/tokens/recognise-text.ts';
import { message } from '../browser.ts';
import { TokenFindings } from './RevealedToken.tsx';
import { TimerText } from './TimerText.tsx';
import { NotVerified, TokenContent } from './TokenContent.tsx';
import { TokenText } from './TokenText.tsx';
import { VerifyToken } from './verify/VerifyToken.tsx';

interface InspectedTokenProps {
  named: NamedToken;
  /** the only token in what was pasted */
  alone: boolean;
  nowMs: ReadonlySignal<number>;
  /** all that was pasted */
  among?: RecognisedText;
}

/** One token that was pasted: its text by parts, what is in it, its time, and findings. */
export function InspectedToken({ named, alone, nowMs, among }: InspectedTokenProps) {
  const { token, decoded } = named;
  const verified = useSignal(false);
  const name = named.name === '' ? message('inspector_token') : named.name;
  const claims = decoded.kind === 'jwt' ? decoded.claims : undefined;
  const endsAt = claims && claimDate(claims, 'exp');
  return (
    <section class="card token-card" aria-label={name}>
      <header class="row">
        <h3 class={named.name === '' ? undefined : 'mono'}>{name}</h3>
        <span class="chip">{formText(decoded, token.length)}</span>
        {decoded.kind === 'jwt' && <NotVerified verified={verified} />}
        {endsAt !== undefined && (
          <span class="push">
            <TimerText name={name} endsAt={endsAt} nowMs={nowMs} />
          </span>
        )}
      </header>
      <TokenText token={token} decoded={decoded} />
      {decoded.kind !== 'opaque' && <TokenContent header={decoded.header} claims={claims} />}
      {decoded.kind !== 'opaque' && (
        <VerifyToken subject={{ kind: 'pasted', named, among }} nowMs={nowMs} verified={verified} />
      )}
      <div class="stack tight">
        <h4>{message('findings_label')}</h4>
        <TokenFindings
          label={alone ? message('findings_label') : message('token_findings', name)}
          token={token}
          decoded={decoded}
          endsAt={endsAt}
          nowMs={nowMs}
          verified={verified}
        />
      </div>
    </section>
  );
}

function formText(decoded: DecodedToken, length: number): string {
  switch (decoded.kind) {
    case 'jwt':
      return message('token_form_jwt', length);
    case 'jwe':
      return message('token_form_jwe', length);
    case 'opaque':
      return message('inspector_form_opaque', length);
  }
}
