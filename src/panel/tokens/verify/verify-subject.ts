import type { FlowState, TokenState } from '../../../core/flow/flow-state.ts';
import type { NamedToken, RecognisedText } from '../../../core/tokens/recognise-text.ts';

/** A token that may be verified: one that was pasted, with what it came in, or one of a flow. */
export type VerifySubject =
  | { kind: 'pasted'; named: NamedToken; label: string; among: RecognisedText }
  | { kind: 'flow'; flow: FlowState; token: TokenState };

/** What a person gives for verifying; all of it may be empty. */
export interface VerifyForm {
  keys: string;
  /** where a JWK set lies */
  address: string;
  secret: string;
  /** certificate or DPoP key in use */
  binding: string;
  issuer: string;
  clientId: string;
  nonce: string;
}

export const EMPTY_FORM: VerifyForm = {
  keys: '',
  address: '',
  secret: '',
  binding: '',
  issuer: '',
  clientId: '',
  nonce: '',
};
