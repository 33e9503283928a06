import { type KeyAlgorithm, keyAlgorithmSchema } from '../core/clients/client-key.ts';
import type { HappeningOf } from '../core/flow/flow-event.ts';
import { bindsTokens } from '../core/oauth/dpop-proof.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import { keyThumbprint } from '../core/tokens/verify/key-thumbprint.ts';
import type { Effects } from './effects.ts';

export type DpopKey = NonNullable<HappeningOf<'started'>['dpopKey']>;

/** The key to which a new flow's tokens are to be bound; `undefined` where none is wanted, or none can be kept. */
export async function makeDpopKey(
  effects: Pick<Effects, 'createKey'>,
  plan: FlowPlan,
  flowId: string,
): Promise<DpopKey | undefined> {
  if (!bindsTokens(plan) || !effects.createKey) return undefined;
  const id = dpopKeyId(flowId);
  const alg = proofAlgorithm(plan);
  const jwk = await effects.createKey(id, alg);
  return { id, alg, jwk, thumbprint: await keyThumbprint(jwk, crypto.subtle) };
}

/** Under which name a flow's key is kept, for as long as the flow is. */
export function dpopKeyId(flowId: string): string {
  return `dpop:${flowId}`;
}

/** The first that the bank takes and a key can have. */
function proofAlgorithm({ profile }: FlowPlan): KeyAlgorithm {
  const known: readonly string[] = keyAlgorithmSchema.options;
  const wanted = profile.tokenBinding?.algorithms?.find((name) => known.includes(name));
  return (wanted as KeyAlgorithm | undefined) ?? 'ES256';
}
