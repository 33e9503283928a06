import { type AuthorizationResponse, landsOn, responseValue } from './authorization-response.ts';

/** A flow that waits for its redirect. */
export interface PendingFlow {
  flowId: string;
  redirectUri: string;
  state: string | undefined;
  /** RFC 9207: the issuer of the bank that was asked, if known */
  issuer?: string | undefined;
  openedAtMs: number;
}

/**
 * The flow that an answer belongs to: the one with its state; failing that, or where several have it,
 * the one whose bank the answer names; failing that, the newest one that waits at this address, where
 * the answer will be refused. The tab it came in says nothing. `undefined` when nobody waits there.
 *
 * @see RFC 9207 §2.4
 */
export function matchResponse<Flow extends PendingFlow>(
  response: AuthorizationResponse,
  pending: readonly Flow[],
): Flow | undefined {
  const here = pending
    .filter((flow) => landsOn(response, flow.redirectUri))
    .toSorted((a, b) => b.openedAtMs - a.openedAtMs);
  const state = responseValue(response, 'state');
  const iss = responseValue(response, 'iss');
  const ofState = here.filter((flow) => flow.state !== undefined && flow.state === state);
  const found = ofState.length > 0 ? ofState : here;
  return found.find(({ issuer }) => issuer !== undefined && issuer === iss) ?? found[0];
}

/** True for an address that carries an answer, whoever it is for. */
export function carriesAnswer(response: AuthorizationResponse): boolean {
  return ['code', 'error', 'response'].some((name) => responseValue(response, name) !== undefined);
}
