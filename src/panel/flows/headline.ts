import {
  type CallState,
  callUnderWay,
  type FlowState,
  type Phase,
} from '../../core/flow/flow-state.ts';
import { isStepwise } from '../../core/flow/flow-steps.ts';
import { responseValue } from '../../core/oauth/authorization-response.ts';
import { readTokenAnswer } from '../../core/oauth/token-response.ts';
import { message } from '../browser.ts';
import { spokenPurpose } from './call-words.ts';

/** Something would come next, where the flow was run. */
const GOES_ON: readonly Phase[] = ['draft', 'awaiting_redirect', 'code_captured', 'exchanging'];

/** Where a flow stands, in one sentence. @param ended the time of its `request_uri` is over, and nothing was opened */
export function headline(flow: FlowState, ended = false): string {
  const { bank } = flow.started;
  if (flow.started.damaged) return message('headline_damaged');
  const under = callUnderWay(flow);
  if (flow.started.imported && (under || GOES_ON.includes(flow.phase))) {
    return message('headline_imported', message(`phase_${flow.phase}`));
  }
  const purpose = under && spokenPurpose(under.purpose);
  if (purpose && purpose !== 'exchange' && purpose !== 'client_credentials') {
    return message(`headline_${purpose}_under_way`, bank);
  }
  switch (flow.phase) {
    case 'draft':
      if (flow.pushed) return message(ended ? 'headline_push_ended' : 'headline_pushed', bank);
      return message(isStepwise(flow.started.plan) ? 'headline_steps' : 'headline_draft');
    case 'awaiting_redirect':
      if (ended) return message('headline_push_ended', bank);
      return message(flow.opened?.how === 'copied' ? 'headline_copied' : 'headline_awaiting', bank);
    case 'code_captured':
      return message(
        flow.started.watched ? 'headline_watched_code' : 'headline_code_captured',
        bank,
      );
    case 'exchanging':
      return message('headline_exchanging', bank);
    case 'tokens_received':
      return tokensReceived(flow);
    case 'refused_by_bank':
      return refusedByBank(flow);
    case 'refused_by_us':
      return message(flow.started.watched ? 'headline_watched_refused' : 'headline_refused_by_us');
    case 'failed':
      if (lostPush(flow)) return message('headline_push_failed', bank);
      return message(
        lastObtaining(flow)?.answer ? 'headline_unusable' : 'headline_never_left',
        bank,
      );
    case 'outcome_unknown':
      return message(
        lastObtaining(flow)?.purpose === 'client_credentials'
          ? 'headline_client_unknown'
          : 'headline_outcome_unknown',
        bank,
      );
    case 'released':
      return message('headline_released');
    case 'abandoned':
      return message(
        flow.redirect?.code_use === 'discarded' ? 'headline_discarded' : 'headline_abandoned',
      );
  }
}

function tokensReceived(flow: FlowState): string {
  const { bank } = flow.started;
  const renewal = flow.calls.findLast(({ purpose }) => purpose === 'refresh');
  if (!renewal || renewal.outcome === 'tokens') return message('headline_tokens_received', bank);
  if (renewal.failed?.reached === 'unknown') return message('headline_refresh_unknown', bank);
  const error = renewal.answer && bankError(renewal);
  return error
    ? message('headline_refresh_refused', bank, error)
    : message('headline_refresh_failed', bank);
}

function refusedByBank(flow: FlowState): string {
  const { bank } = flow.started;
  const push = lostPush(flow);
  const call = push ?? lastObtaining(flow);
  const error = call
    ? bankError(call)
    : flow.redirect && responseValue(flow.redirect.response, 'error');
  if (!error) return message('headline_refused', bank);
  if (push) return message('headline_push_refused', bank, error);
  return message(call ? 'headline_refused_token' : 'headline_refused_redirect', bank, error);
}

/** The bank's own error code in a call's answer. */
function bankError(call: CallState): string | undefined {
  const read = call.answer && readTokenAnswer(call.answer);
  return read?.kind === 'error' ? read.error.error : undefined;
}

/** The push that the flow ended with: nothing was opened for it. */
function lostPush({ calls, opened }: FlowState): CallState | undefined {
  const last = calls.at(-1);
  return last?.purpose === 'push' && !opened ? last : undefined;
}

function lastObtaining(flow: FlowState): CallState | undefined {
  return flow.calls.findLast(
    ({ purpose }) => purpose === 'exchange' || purpose === 'client_credentials',
  );
}
