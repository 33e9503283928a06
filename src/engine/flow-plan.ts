import type { FlowName } from '../core/banks/bank-profile.ts';
import { templateValues } from '../core/banks/request-values.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import type { SecretKind } from '../core/flow/secret.ts';
import type { FlowPlan } from '../core/oauth/request-draft.ts';
import type { Vault } from './effects.ts';

/** The name of the worker request that a grant ends with, e.g. the token request. */
export function tokenRequestName({ profile, draft }: FlowPlan): string | undefined {
  return (profile.grants[draft.grant] ?? []).findLast(
    (name) => profile.requests[name]?.transport === 'worker',
  );
}

/** The issuer that the environment names, if it does. */
export function planIssuer({ profile, draft }: FlowPlan): string | undefined {
  return templateValues(profile, draft.environment, draft.variables)?.issuer;
}

/** The value of a secret that the flow started with; `undefined` when it is gone or never was. */
export async function startingSecret(
  vault: Vault,
  state: FlowState,
  kind: SecretKind,
): Promise<string | undefined> {
  const reference = state.started.secrets.find((secret) => secret.kind === kind);
  return reference && (await vault.value(reference.id));
}

/** Secret values by the names that request templates know them under. */
export type RequestSecrets = Partial<Record<FlowName, string | undefined>> & {
  clientSecret?: string | undefined;
};
