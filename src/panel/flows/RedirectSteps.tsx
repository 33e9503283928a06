import { callUnderWay, type FlowState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import type { FlowCommands } from './flow-commands.ts';
import { PasteRedirect } from './PasteRedirect.tsx';

interface RedirectStepsProps {
  flow: FlowState;
  commands: FlowCommands;
  /**
   * Discarding stands beside the code alone: the headline changes under the pointer when a redirect
   * comes, and a click that was meant for a tab must not throw its code away.
   */
  place: 'headline' | 'redirect';
}

/** What can be done with a flow's redirect: use its code, throw it away, or bring another one. */
export function RedirectSteps({ flow, commands, place }: RedirectStepsProps) {
  const { redirect, opened, phase } = flow;
  const unspent = redirect?.code_use === 'unspent' && !callUnderWay(flow);
  const waits = phase === 'awaiting_redirect' || phase === 'refused_by_us';
  return (
    <>
      {unspent && redirect.verdict === 'code' && (
        <button type="button" class="primary" onClick={commands.exchangeCode}>
          {message('action_exchange_code')}
        </button>
      )}
      {place === 'redirect' && unspent && phase !== 'abandoned' && (
        <button type="button" onClick={commands.discardCode}>
          {message('action_discard_code')}
        </button>
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
