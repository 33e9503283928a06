import type * as z from 'zod/mini';
import { bankWords } from '../lint/bank-words.ts';
import type { MessageKey, Messages } from '../messages.ts';

/** Where in a profile something is wrong, and what; sentences come from the message catalogue. */
export interface ProfileFault {
  /** members and positions from the top; empty: the file as a whole */
  path: readonly (string | number)[];
  kind: ProfileFaultKind;
  /** what the sentence names: the member, the value, what was expected */
  facts: readonly string[];
}

export type ProfileFaultKind =
  | 'no_such_parent'
  | 'endless_parents'
  | 'unknown_field'
  | 'missing_field'
  /** facts: the type that belongs there, as zod calls it */
  | 'wrong_type'
  | 'not_one_of'
  | 'not_matching'
  | 'out_of_range'
  | 'empty_value'
  | 'unfit_name'
  | 'unfit_value'
  | 'stray_brace'
  | 'unknown_name'
  | 'too_many_places'
  | 'not_filled_before'
  | 'missing_endpoint'
  | 'name_taken'
  | 'no_such_request'
  | 'no_such_path'
  | 'no_options'
  | 'options_differ'
  | 'not_web_address'
  | 'bad_pattern'
  | 'bad_json'
  | 'no_authorize_step'
  | 'no_token_step'
  | 'sentence_missing'
  | 'no_known_algorithm'
  | 'no_audience'
  | 'no_answer_keys'
  | 'no_certificate'
  // What only the text of a file can have, see `import/read-profile-files.ts`.
  | 'too_large'
  | 'too_deep'
  | 'too_many'
  | 'broken_json'
  | 'json_comment'
  | 'json_trailing_comma'
  | 'json_cut_off'
  | 'duplicate_member'
  | 'forbidden_name'
  | 'bad_text'
  | 'script_address'
  | 'practice_not_local'
  | 'id_shipped'
  | 'id_twice'
  | 'nothing_to_import';

type Issue = z.core.$ZodIssue;

/** The schema's complaints as faults, one for each unknown field. */
export function faultsOf(issues: readonly Issue[]): ProfileFault[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const fault = (kind: ProfileFaultKind, ...facts: string[]) => [{ path, kind, facts }];
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          path: [...path, key],
          kind: 'unknown_field' as const,
          facts: [key],
        }));
      case 'invalid_type':
        return issue.input === undefined
          ? fault('missing_field', nameOf(path))
          : fault('wrong_type', issue.expected);
      case 'invalid_value':
        return issue.input === undefined
          ? fault('missing_field', nameOf(path))
          : fault('not_one_of', issue.values.join(', '));
      case 'invalid_format':
        return fault('not_matching', issue.pattern ?? issue.format);
      case 'invalid_key':
        return fault('unfit_name', nameOf(path), patternOf(issue.issues));
      case 'too_small':
        if (issue.origin === 'string' || issue.origin === 'array') return fault('empty_value');
        return fault('out_of_range', `${issue.inclusive ? '≥' : '>'} ${issue.minimum}`);
      case 'too_big':
        return fault('out_of_range', `≤ ${issue.maximum}`);
      default:
        return fault('unfit_value');
    }
  });
}

/** What is wrong, as a sentence that begins with the place. What the file says is quoted, cut and masked. */
export function describeProfileFault(fault: ProfileFault, messages: Messages): string {
  const place = fault.path.length > 0 ? bankWords(fault.path.join('.').slice(0, QUOTED)) : '';
  const [first = '', ...others] = fault.facts;
  const type = fault.kind === 'wrong_type' ? TYPES[first] : undefined;
  return messages(
    `profile_fault_${fault.kind}`,
    place === '' ? messages('profile_fault_place') : place,
    ...[type ? messages(type) : first, ...others].map((fact) => bankWords(fact.slice(0, QUOTED))),
  );
}

/** More than is ever shown of a text, and little enough to look through quickly. */
const QUOTED = 1000;

const TYPES: Record<string, MessageKey> = {
  string: 'profile_type_string',
  number: 'profile_type_number',
  int: 'profile_type_int',
  boolean: 'profile_type_boolean',
  array: 'profile_type_array',
  object: 'profile_type_object',
  record: 'profile_type_object',
};

function nameOf(path: readonly (string | number)[]): string {
  return String(path.at(-1) ?? '');
}

function patternOf(issues: readonly Issue[]): string {
  const [first] = issues;
  return first?.code === 'invalid_format' ? (first.pattern ?? '') : '';
}
