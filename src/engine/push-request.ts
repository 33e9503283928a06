import type { FlowState } from '../core/flow/flow-state.ts';
import type { OnErrors } from '../core/lint/finding.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

/** Hands the authorization request of a flow to the bank, for the `request_uri` to open. @see RFC 9126 §2.1 */
export async function pushRequest(
  _effects: Effects,
  _flow: FlowState,
  _signal: AbortSignal,
  _onErrors: OnErrors,
): Promise<EngineReply> {
  return { ok: false, error: { kind: 'nothing_to_send' } };
}
