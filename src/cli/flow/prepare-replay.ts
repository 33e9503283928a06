import type { FlowState } from '../../core/flow/flow-state.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import type { GivenSecrets } from './given-secrets.ts';
import { bankName, planLock } from './live-plan.ts';
import { type ReplayOptions, replayElsewhere } from './replay-elsewhere.ts';

/** What a recorded flow is run again with: its plan, and the secrets that no record holds. A sentence where one is missing. */
export function prepareReplay(
  { started }: FlowState,
  options: ReplayOptions & { live?: boolean | undefined },
  { signingKey, clientSecret: given }: Pick<GivenSecrets, 'signingKey' | 'clientSecret'>,
): Result<{ plan: FlowPlan; clientSecret: string }, string> {
  const elsewhere = replayElsewhere(started.plan, options);
  if (!elsewhere.ok) return elsewhere;
  const { profile } = elsewhere.value;
  const key = signingKey?.known;
  const draft = { ...elsewhere.value.draft, ...(key ? { clientKey: key } : {}) };
  const plan = { profile, draft };
  const locked = planLock(plan, options.live);
  if (locked !== undefined) return err(locked);
  if (started.plan.draft.clientKey && !key) return err(english('cli_needs_client_key'));
  const clientSecret = given ?? profile.environments[draft.environment]?.defaults?.clientSecret;
  const hadSecret = started.secrets.some(({ kind }) => kind === 'client_secret');
  if (hadSecret && clientSecret === undefined) return err(english('cli_needs_client_secret'));
  return ok({ plan, clientSecret: clientSecret ?? '' });
}

/** The bank's name in a run elsewhere; a name that a person gave stays. */
export function bankAfter({ bank, plan }: FlowState['started'], again: FlowPlan): string {
  return bank === bankName(plan) ? bankName(again) : bank;
}
