import type { CallState, TokenState } from '../../core/flow/flow-state.ts';
import type { CallEdit } from '../../core/oauth/call-edit.ts';
import type { TokenStatusPurpose } from '../../core/oauth/status-request.ts';

/** What a person can do with a flow's tokens. All of them are called straight from a click. */
export interface TokenCommands {
  /** shows the value, or hides it again */
  toggle(token: TokenState): void;
  copy(token: TokenState): void;
  /** renews with the current refresh token */
  refresh(): void;
  /** lets the flow refresh by itself while the panel is shown, or not */
  automatic(on: boolean): void;
  /** tries an access token on one of the profile's API requests */
  call(name: string, token: TokenState, edit?: CallEdit): void;
  /** asks the bank about a token, or to end it */
  askStatus(purpose: TokenStatusPurpose, token: TokenState): void;
  /** makes an API call again with the token in use; `renew`: with a new one */
  callAgain(call: CallState, renew?: true): void;
  /** the same flow anew: a client_credentials token has no other renewal */
  runAgain(): void;
}

/** What became of the last wish for a token's value. */
export type ValueProblem = 'gone' | 'copy_again' | 'worker_stopped';

/** Token values and problems by secret id, for as long as they are shown. */
export interface TokenValues {
  revealed: ReadonlyMap<string, string>;
  problems: ReadonlyMap<string, ValueProblem>;
}
