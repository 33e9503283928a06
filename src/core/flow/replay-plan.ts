import type { FlowPlan } from '../oauth/request-draft.ts';
import { SECRET_MARK } from './secret.ts';

/** What is to be other than in the flow that is run again; absent: as it was. */
export interface ReplayChange {
  environment?: string | undefined;
  /** variables that differ, e.g. the bank code */
  variables?: Readonly<Record<string, string>> | undefined;
}

/**
 * The plan to run a flow again with: everything equal but for what must be fresh. A state, nonce or challenge that a
 * person typed would be the same one again, the thumbprint of a key is that flow's own, and a secret that was typed
 * is not recorded: a new run makes its own, or goes without.
 */
export function replayPlan(
  plan: FlowPlan,
  { environment, variables }: ReplayChange = {},
): FlowPlan {
  const fresh = ['state', 'code_challenge', 'nonce', 'dpop_jkt'];
  // What a bank gave for a pushed request works once. RFC 9126 §2.2
  const isPushed = (name: string, value: string) =>
    name === 'request_uri' && value.startsWith('urn:');
  const isReadable = (value: string) => value.search(SECRET_MARK) < 0;
  const reusable = (name: string, value: string) =>
    !fresh.includes(name) && !isPushed(name, value) && isReadable(value);
  const edits = Object.fromEntries(
    Object.entries(plan.draft.edits).filter(
      ([name, value]) => value === null || reusable(name, value),
    ),
  );
  const extra = plan.draft.extra.filter(({ name, value }) => reusable(name, value));
  const { resources, authorizationDetails } = plan.draft;
  const draft = {
    ...plan.draft,
    ...(resources && { resources: resources.filter(isReadable) }),
    ...(authorizationDetails && {
      authorizationDetails: authorizationDetails.map(({ type, values }) => ({
        type,
        values: Object.fromEntries(Object.entries(values).filter(([, value]) => isReadable(value))),
      })),
    }),
    environment: environment ?? plan.draft.environment,
    variables: { ...plan.draft.variables, ...variables },
    edits,
    extra,
  };
  return { ...plan, draft };
}
