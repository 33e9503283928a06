import { capturedOf } from '../../../core/flow/captured-of.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { Finding } from '../../../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../../core/lint/lint-authorization-request.ts';
import { plannedUse } from '../../../core/lint/planned-use.ts';
import { buildAuthorizationRequest } from '../../../core/oauth/authorization-request.ts';
import { RANDOM_BYTES, randomText } from '../../../core/oauth/pkce.ts';

/**
 * What the linter says of the authorization request that a flow's steps have made. The real state, nonce
 * and verifier are in the worker: values as random take their place.
 */
export async function lintStep(flow: FlowState): Promise<Finding[]> {
  const { plan } = flow.started;
  const secrets = { state: standIn(), nonce: standIn(), codeVerifier: standIn() };
  const built = await buildAuthorizationRequest(plan, secrets, capturedOf(flow));
  if (!built.ok) return [];
  return lintAuthorizationRequest({ request: built.value, ...plannedUse(plan) });
}

function standIn(): string {
  return randomText(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}
