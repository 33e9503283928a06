import type { FlowState, TokenState } from '../../../core/flow/flow-state.ts';
import type { SecretReference } from '../../../core/flow/secret.ts';
import type { IdTokenExpectation } from '../../../core/tokens/verify/id-token-checks.ts';
import type { BackgroundClient } from '../../background-client.ts';

/** The value behind a reference, for comparing; `undefined` when it is gone, or the worker is. */
export async function valueBehind(
  client: BackgroundClient,
  { flowId: owner }: Pick<FlowState, 'flowId'>,
  reference: SecretReference | undefined,
): Promise<string | undefined> {
  if (!reference) return undefined;
  const { id: secretId } = reference;
  const reply = await client.ask('revealSecret', { secretId, owner }).catch(() => undefined);
  return reply?.value ?? undefined;
}

/** What the flow's own request and answer say that its ID token must hold. */
export async function flowExpectation(
  client: BackgroundClient,
  flow: FlowState,
  token: TokenState,
  issuer: string | undefined,
): Promise<IdTokenExpectation> {
  const { started, redirect, opened, tokens, calls } = flow;
  const { draft } = started.plan;
  const sent = (kind: SecretReference['kind']) =>
    started.secrets.find((secret) => secret.kind === kind);
  const beside = tokens.find(
    ({ kind, callId }) => kind === 'access_token' && callId === token.callId,
  );
  const [nonce, state, code, accessToken] = await Promise.all(
    [sent('nonce'), sent('state'), redirect?.code, beside?.secret].map((reference) =>
      valueBehind(client, flow, reference),
    ),
  );
  // A renewed ID token may do without. OpenID Connect Core §12.2
  const renewed = calls.find(({ callId }) => callId === token.callId)?.purpose === 'refresh';
  const asked = opened && URL.canParse(opened.url) ? new URL(opened.url).searchParams : undefined;
  return {
    issuer,
    clientId: draft.edits.client_id ?? draft.clientId,
    nonce: renewed && token.jwt?.claims.nonce === undefined ? undefined : nonce,
    state,
    code,
    accessToken,
    acrValues: asked?.get('acr_values')?.split(' '),
  };
}
