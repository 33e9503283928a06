import type { Reply } from '../../contract/replies.ts';
import { type FlowState, isHeld } from '../../core/flow/flow-state.ts';

/** What our page in place of the app says of a flow; `null` when nothing was ever held there. */
export function readHeld(flow: FlowState | undefined): Reply<'readHeld'>['held'] {
  if (!flow?.hold) return null;
  const { started, hold, redirect, phase } = flow;
  const { redirectUri, untilMs } = hold;
  const app = (URL.canParse(redirectUri) && new URL(redirectUri).hostname) || redirectUri;
  const use = redirect?.code_use;
  const ended = use === 'discarded' ? use : use === 'sent' ? 'exchanged' : 'over';
  const open = redirect?.held ? 'held' : 'unread';
  const state = isHeld(flow) ? open : phase === 'released' ? phase : ended;
  return { bank: started.bank, app, untilMs, state };
}
