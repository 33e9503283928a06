import { callUnderWay, type FlowState } from '../../core/flow/flow-state.ts';
import { plannedSteps } from '../../core/flow/flow-steps.ts';
import { isSeenOnly } from '../../core/flow/seen-only.ts';
import { message } from '../browser.ts';
import type { FlowCommands } from './flow-commands.ts';
import { PasteRedirect } from './PasteRedirect.tsx';
import { tokenEndpoint } from './request-address.ts';
import { useGranted } from './use-granted.ts';

interface RedirectStepsProps {
  flow: FlowState;
  commands: FlowCommands;
  /**
   * Discarding stands beside the code alone: the headline changes under the pointer when a redirect
   * comes, and a click that was meant for a tab must not throw its code away.
   */
  place: 'headline' | 'redirect';
}

/** What can be done with a flow's redirect: use its code, give it to the app, throw it away, or bring another one. */
export function RedirectSteps({ flow, commands, place }: RedirectStepsProps) {
  const { redirect, opened, phase } = flow;
  // A page's code is the page's.
  if (isSeenOnly(flow.started)) return null;
  const unspent = redirect?.code_use === 'unspent' && !callUnderWay(flow);
  const canExchange = unspent && redirect.verdict === 'code' && !isExchangedElsewhere(flow);
  const waits = phase === 'awaiting_redirect' || phase === 'refused_by_us';
  return (
    <>
      {canExchange && (
        <button type="button" class="primary" onClick={commands.exchangeCode}>
          {message('action_exchange_code')}
        </button>
      )}
      {place === 'redirect' && canRelease(flow) && (
        <button type="button" onClick={commands.releaseAnswer}>
          {message('action_release')}
        </button>
      )}
      {place === 'redirect' && unspent && phase !== 'abandoned' && (
        <button type="button" onClick={commands.discardCode}>
          {message('action_discard_code')}
        </button>
      )}
      {place === 'redirect' && canExchange && <HostNote flow={flow} />}
      {place === 'redirect' && canRelease(flow) && (
        <p class="host-note subtle">
          {message(redirect?.response.form ? 'release_note_form' : 'release_note')}
        </p>
      )}
      {waits && (
        <PasteRedirect
          onPaste={commands.pasteRedirect}
          open={opened?.how === 'copied' && !redirect}
        />
      )}
    </>
  );
}

/** The whole answer was kept, and nothing was done with it yet. */
function canRelease(flow: FlowState): boolean {
  const { redirect, phase } = flow;
  const undecided = redirect?.code_use === 'unspent' || redirect?.code_use === 'none';
  return (
    undecided &&
    redirect.held !== undefined &&
    phase !== 'released' &&
    phase !== 'abandoned' &&
    !callUnderWay(flow)
  );
}

/** The steps above hold the command for it then. */
function isExchangedElsewhere({ started }: FlowState): boolean {
  const step = plannedSteps(started.plan).findLast(({ template }) => template.role === 'token');
  return step?.template.transport === 'explain';
}

/** The host that will be called, and whether that is granted: it may have been revoked meanwhile. */
function HostNote({ flow }: { flow: FlowState }) {
  const endpoint = tokenEndpoint(flow);
  const granted = useGranted(endpoint);
  if (granted === undefined || endpoint === undefined) return null;
  const key = granted ? 'exchange_host_note' : 'exchange_host_lacks';
  return <p class="host-note subtle">{message(key, new URL(endpoint).host)}</p>;
}
