import { type FlowState, foldFlow } from '../core/flow/flow-state.ts';
import { parseAuthorizationResponse } from '../core/oauth/authorization-response.ts';
import type { Effects } from './effects.ts';

/** What other flows tell about an answer to one of them. */
export interface RedirectFacts {
  /** banks other than this flow's whose answers come to its redirect URI */
  otherBanksHere: number;
  /** an answer that was taken, in whichever flow, brought the same code; a refused one spends none */
  codeSeenBefore: boolean;
}

/** Compares an answer with all that is recorded. Codes are compared by fingerprint and length. */
export async function findRedirectFacts(
  { journal, vault }: Effects,
  own: FlowState,
  code: string | undefined,
): Promise<RedirectFacts> {
  const fingerprint = code === undefined ? undefined : await vault.fingerprint(code);
  const banks = new Set<string>();
  let codeSeenBefore = false;
  for (const { flowId } of await journal.summaries()) {
    const events = await journal.events(flowId);
    codeSeenBefore ||= events.some(
      ({ happening }) =>
        happening.kind === 'redirect_captured' &&
        happening.verdict === 'code' &&
        happening.code !== undefined &&
        happening.code.fingerprint === fingerprint &&
        happening.code.length === code?.length,
    );
    const flow = foldFlow(events);
    if (flow?.opened && redirectPage(flow) === redirectPage(own)) banks.add(bankOf(flow));
  }
  banks.delete(bankOf(own));
  return { otherBanksHere: banks.size, codeSeenBefore };
}

function redirectPage({ started }: FlowState): string | undefined {
  const { edits, redirectUri } = started.plan.draft;
  return parseAuthorizationResponse(edits.redirect_uri ?? redirectUri)?.landedOn;
}

/** Profiles of one group have one server. */
function bankOf({ started }: FlowState): string {
  return started.plan.profile.group;
}
