import type { FlowState } from '../core/flow/flow-state.ts';
import type { SecretKind } from '../core/flow/secret.ts';
import type { DraftSecrets } from '../core/oauth/request-draft.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { startingSecret } from './flow-plan.ts';

/** The client's secret is `undefined` where it is gone: what only opens a page can do without it. */
export type RequestSecrets = Omit<DraftSecrets, 'clientSecret'> & {
  clientSecret: string | undefined;
};

/** The secrets of a flow's authorization request, where none that it started with is gone. */
export async function authorizationSecrets(
  { vault }: Pick<Effects, 'vault'>,
  flow: FlowState,
): Promise<EngineReply<RequestSecrets>> {
  const startedWith = (kind: SecretKind) =>
    flow.started.secrets.some((secret) => secret.kind === kind);
  const kinds = ['state', 'nonce', 'code_verifier'] as const;
  const values = await Promise.all(kinds.map((kind) => startingSecret(vault, flow, kind)));
  const gone = kinds.find((kind, at) => values[at] === undefined && startedWith(kind));
  if (gone) return { ok: false, error: { kind: 'secret_gone', what: gone } };
  const [state = '', nonce = '', codeVerifier = ''] = values;
  const kept = await startingSecret(vault, flow, 'client_secret');
  const clientSecret = startedWith('client_secret') ? kept : '';
  return { ok: true, value: { clientSecret, state, nonce, codeVerifier } };
}
