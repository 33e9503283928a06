import { bankWords } from '../../lint/bank-words.ts';
import type { Messages } from '../../messages.ts';
import type { RequestDraft } from '../../oauth/request-draft.ts';
import { ENDPOINT_NAMES } from '../endpoint-names.ts';
import { FLOW_NAMES } from '../profile-names.ts';
import type { ProfileFile } from './read-profile-files.ts';

/** A profile file made from something pasted, and what a form can start with. */
export interface ProfileProposal {
  file: ProfileFile;
  draft: StartingDraft;
  leftOut: LeftOut[];
}

/** What belongs to one flow and not to the bank. */
export type StartingDraft = Pick<
  RequestDraft,
  'grant' | 'clientAuthentication' | 'clientId' | 'redirectUri' | 'scope' | 'pkce' | 'edits'
>;

/** A parameter, header or option that the profile does not take over. */
export interface LeftOut {
  name: string;
  reason:
    | 'secret'
    /** good for one flow only, like a `request_uri` */
    | 'one_time'
    /** the browser writes it itself, or nobody may */
    | 'set_by_browser'
    /** something that profiles and this tool do not know */
    | 'unknown'
    /** a file that the command would have read */
    | 'file';
}

/** Why nothing could be made of what was pasted, or what in it cannot be used. */
export interface ProposalFault {
  kind:
    | 'not_an_object'
    | 'not_an_address'
    | 'missing_member'
    | 'wrong_member'
    | 'not_secure_address'
    | 'not_secure_member'
    | 'no_known_grant'
    | 'no_known_authentication'
    | 'no_known_algorithm'
    | 'not_an_authorization_request'
    | 'not_a_token_request'
    | 'unknown_grant'
    | 'unknown_method'
    | 'unreadable_body'
    | 'no_curl'
    | 'no_address'
    | 'unclosed_quote'
    | 'multipart'
    | 'no_postman_oauth'
    | 'no_postman_member';
  /** what the sentence names: the member, the address */
  facts: readonly string[];
}

/** What is wrong, as a sentence; what was pasted is quoted, cut and masked. */
export function describeProposalFault({ kind, facts }: ProposalFault, messages: Messages): string {
  return messages(`proposal_fault_${kind}`, ...facts.map(quote));
}

/** What was left out and why, as a sentence. Values are never told. */
export function describeLeftOut({ name, reason }: LeftOut, messages: Messages): string {
  return messages(`proposal_left_out_${reason}`, quote(name));
}

/** An id that fits the schema, made from a host or a name, and that none of the given ones is. */
export function suggestProfileId(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = plain === '' ? 'profile' : plain.slice(0, 60).replace(/-$/, '');
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(id)) return id;
  }
}

/** Writes an address so that no brace in it is taken for a place. */
export function literalAddress(address: string): string {
  return address.replaceAll('{', '%7B').replaceAll('}', '%7D');
}

/** Literal texts as templates. Braces have no escape, so a text with braces becomes a variable's default. */
export class LiteralTemplates {
  readonly variables: Record<string, { label: string; default: string; optional: true }> = {};
  readonly #taken = new Set<string>([
    ...FLOW_NAMES,
    ...ENDPOINT_NAMES,
    ...['authorizationUrl', 'tokenUrl', 'apiUrl'],
  ]);

  template(wireName: string, text: string): string {
    if (!/[{}]/.test(text)) return text;
    const name = this.#variableName(wireName);
    this.variables[name] = { label: wireName, default: text, optional: true };
    return `{${name}}`;
  }

  #variableName(wireName: string): string {
    const [first = '', ...others] = wireName.match(/[a-zA-Z0-9]+/g) ?? [];
    const camel = [first.toLowerCase(), ...others.map(capital)].join('').slice(0, 40);
    const base = /^[a-z]/.test(camel) ? camel : `value${camel}`;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? base : `${base}${number}`;
      if (this.#taken.has(name) || name in Object.prototype) continue;
      this.#taken.add(name);
      return name;
    }
  }
}

function quote(text: string): string {
  return bankWords(text.slice(0, 1000));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
