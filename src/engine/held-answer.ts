import * as z from 'zod/mini';
import { callUnderWay, type FlowState } from '../core/flow/flow-state.ts';
import type { SecretReference } from '../core/flow/secret.ts';
import { parameterSchema } from '../core/oauth/parameter.ts';
import type { Effects, Vault } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

/** A redirect as the bank sent it: the whole address, and what a form posted there. */
const heldAnswerSchema = z.strictObject({
  url: z.string(),
  form: z.optional(z.array(parameterSchema)),
});
export type HeldAnswer = z.infer<typeof heldAnswerSchema>;

/** Keeps an answer whole, for the app: its record holds no secret and could not be sent on. */
export function keepAnswer(
  vault: Vault,
  flowId: string,
  { url, form }: HeldAnswer,
): Promise<SecretReference> {
  return vault.put(flowId, 'held_answer', JSON.stringify({ url, ...(form && { form }) }));
}

/** What a release gives to the app, and the tab in which the answer was held. */
export interface Release {
  flowId: string;
  answer: HeldAnswer;
  tabId: number | undefined;
}

/**
 * Gives a held answer away, once: recorded before it leaves, and its code is never exchanged here after
 * that. `nothing_to_send` when there is none, or its code was spent or thrown away.
 */
export async function releaseAnswer(
  { vault, journal }: Effects,
  flow: FlowState,
): Promise<EngineReply<Release>> {
  const { flowId, redirect, phase } = flow;
  const keeps = redirect && (redirect.code_use === 'unspent' || redirect.code_use === 'none');
  if (!keeps || !redirect.held || phase === 'released' || phase === 'abandoned') {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  if (callUnderWay(flow)) return { ok: false, error: { kind: 'call_under_way' } };
  const kept = await vault.value(redirect.held.id);
  if (kept === undefined) return { ok: false, error: { kind: 'secret_gone', what: 'held_answer' } };
  await journal.append(flowId, { kind: 'released' });
  const answer = z.parse(heldAnswerSchema, JSON.parse(kept));
  return { ok: true, value: { flowId, answer, tabId: redirect.tabId } };
}
