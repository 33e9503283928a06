import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { secretMark } from '../../core/flow/secret.ts';
import { describeFinding } from '../../core/lint/describe-finding.ts';
import { bankTexts } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { SeverityMark } from '../findings/Severity.tsx';

/** Findings on a renewal that tell of one of its tokens; all of them stand under Findings too. */
const TELLING = {
  access_token: ['refresh-scope-wider', 'refresh-scope-lost', 'scope-wider', 'stet-history-scope'],
  refresh_token: ['refresh-token-replaced', 'refresh-unprotected'],
  id_token: [],
} as const satisfies Record<TokenState['kind'], string[]>;

/** What the last renewal made of a token: replaced, kept, with less in it or more. */
export function Renewal({ flow, token }: { flow: FlowState; token: TokenState }) {
  const { kind, callId, secret, replaced } = token;
  const renewal = flow.calls.findLast(
    (call) => call.purpose === 'refresh' && call.outcome === 'tokens',
  );
  const { answer } = renewal ?? {};
  if (!renewal || !answer || replaced) return null;
  const isNew = renewal.callId === callId;
  const telling: readonly string[] = TELLING[kind];
  const findings = renewal.findings.filter(
    ({ slug }) => telling.includes(slug) && (isNew || slug !== 'refresh-token-replaced'),
  );
  const kept = kind === 'refresh_token' && !isNew;
  const same = answer.body.includes(secretMark(secret));
  return (
    <>
      {kept && <p>{message(same ? 'token_kept_same' : 'token_kept_none')}</p>}
      {findings.length > 0 && (
        <ul class="renewal">
          {findings.map((finding) => (
            <li key={finding.id}>
              <SeverityMark severity={finding.severity} />
              <span>{describeFinding(finding, message, bankTexts.value).seen}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
