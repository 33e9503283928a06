import { type AuthorizationResponse, landsOn, responseValue } from './authorization-response.ts';

/** A flow that waits for its redirect. */
export interface PendingFlow {
  flowId: string;
  redirectUri: string;
  state: string | undefined;
  openedAtMs: number;
}

/**
 * The flow that an answer belongs to: the one with its state; failing that, the newest one that waits
 * at this address, where the answer will be refused. `undefined` when nobody waits there.
 */
export function matchResponse<Flow extends PendingFlow>(
  response: AuthorizationResponse,
  pending: readonly Flow[],
): Flow | undefined {
  const here = pending
    .filter((flow) => landsOn(response, flow.redirectUri))
    .toSorted((a, b) => b.openedAtMs - a.openedAtMs);
  const state = responseValue(response, 'state');
  return here.find((flow) => flow.state !== undefined && flow.state === state) ?? here[0];
}

/** True for an address that carries an answer, whoever it is for. */
export function carriesAnswer(response: AuthorizationResponse): boolean {
  return ['code', 'error', 'response'].some((name) => responseValue(response, name) !== undefined);
}
