import type { CallState, FlowState } from './flow-state.ts';

/**
 * Fingerprints of the codes and refresh tokens that a flow has used up, or may have: none of them may be
 * sent again, in whichever flow. A request that cannot have reached the bank uses nothing up, and a refresh
 * token that the bank did not replace stays good.
 *
 * @see RFC 6749 §4.1.2, RFC 9700 §4.14.2
 */
export function spentSecrets({ redirect, calls, tokens }: FlowState): Set<string> {
  const spent = new Set<string>();
  const code = redirect?.code;
  if (code && calls.some((call) => call.uses === code.id && mayHaveSpent(call))) {
    spent.add(code.fingerprint);
  }
  const refreshTokens = tokens.filter(({ kind }) => kind === 'refresh_token');
  for (const { secret, replaced } of refreshTokens) {
    const used = calls.some(
      (call) => call.purpose === 'refresh' && call.uses === secret.id && mayHaveReplaced(call),
    );
    if (replaced || used) spent.add(secret.fingerprint);
  }
  return spent;
}

/** The fingerprint of what a call would use up; `undefined` for an access token, which may be sent often. */
export function spendableFingerprint(
  { redirect, tokens }: FlowState,
  secretId: string | undefined,
): string | undefined {
  const references = [
    redirect?.code,
    ...tokens.filter(({ kind }) => kind === 'refresh_token').map(({ secret }) => secret),
  ];
  return references.find((reference) => reference?.id === secretId)?.fingerprint;
}

/** True of all but a call that never reached the bank, or that it only asked to be made again. */
export function mayHaveSpent({ failed, outcome }: Pick<CallState, 'failed' | 'outcome'>): boolean {
  return failed?.reached !== 'no' && outcome !== 'nonce_wanted';
}

/**
 * Under way, without a known end, "done" in an answer that could not be read, or answered by a server that broke
 * down: the next token may have been made. Of 503 it is said that nothing was done yet.
 */
function mayHaveReplaced({ failed, outcome, answer }: CallState): boolean {
  if (failed) return failed.reached === 'unknown';
  if (outcome === undefined) return true;
  const { status = 0 } = answer ?? {};
  const done = status >= 200 && status < 300;
  return outcome === 'unexpected' && (done || (status >= 500 && status !== 503));
}
