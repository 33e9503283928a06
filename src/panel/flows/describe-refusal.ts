import type { Refusal } from '../../contract/replies.ts';
import { message } from '../browser.ts';
import { absoluteText } from '../ui/time-text.ts';
import { secretWord } from './secret-word.ts';

/** Why the worker did nothing, as a sentence that says how to go on. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'secret_gone':
      if (refusal.what === 'dpop_key') return message('refusal_dpop_key_gone');
      if (refusal.what === 'client_key') return message('refusal_client_key_gone');
      // Running again needs the client secret too, so that here only entering it helps.
      return refusal.what === 'client_secret'
        ? message('refusal_client_secret_gone')
        : message('refusal_secret_gone', secretWord(refusal.what));
    case 'already_sent':
      return message('refusal_already_sent', secretWord(refusal.what));
    case 'bad_address':
      return message('refusal_bad_address', refusal.address);
    case 'plain_http':
      return message('refusal_plain_http', refusal.host);
    case 'missing_values':
      return message('refusal_missing_values', refusal.names.join(', '));
    case 'token_alive':
      return message('live_token', refusal.context, absoluteText(refusal.endsAt * 1000));
    case 'no_such_flow':
    case 'call_under_way':
    case 'not_recorded':
    case 'answer_not_recorded':
    case 'nothing_to_send':
    case 'explained_only':
    case 'live_locked':
    case 'live_not_allowed':
    case 'bank_not_allowed':
    case 'not_a_url':
    case 'hold_failed':
    case 'has_errors':
      return message(`refusal_${refusal.kind}`);
  }
}
