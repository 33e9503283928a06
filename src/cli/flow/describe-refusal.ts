import type { SecretKind } from '../../core/flow/secret.ts';
import { instantText } from '../../core/lint/instant-text.ts';
import type { EngineRefusal } from '../../engine/flow-engine.ts';
import { english } from '../english.ts';

/** Why the engine did not do what it was asked, as a sentence that says how to go on at a command line. */
export function describeRefusal(refusal: EngineRefusal): string {
  switch (refusal.kind) {
    case 'secret_gone':
      if (refusal.what === 'dpop_key') return english('refusal_dpop_key_gone');
      if (refusal.what === 'client_key') return english('cli_needs_client_key');
      return refusal.what === 'client_secret'
        ? english('cli_needs_client_secret')
        : english('refusal_secret_gone', english(`secret_${refusal.what as SecretKind}`));
    case 'already_sent':
      return english('refusal_already_sent', english(`secret_${refusal.what as SecretKind}`));
    case 'bad_address':
      return english('refusal_bad_address', refusal.address);
    case 'plain_http':
      return english('refusal_plain_http', refusal.host);
    case 'missing_values':
      return english('cli_lacks_values', refusal.names.join(', '));
    case 'token_alive':
      return english('live_token', refusal.context, instantText(refusal.endsAt));
    case 'explained_only':
      return english('cli_explained_only');
    case 'has_errors':
      return english('cli_has_errors');
    case 'no_such_flow':
    case 'call_under_way':
    case 'not_recorded':
    case 'answer_not_recorded':
    case 'nothing_to_send':
    case 'not_a_url':
      return english(`refusal_${refusal.kind}`);
  }
}
