import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import {
  describeProfileFault,
  type ProfileFaultKind,
} from '../../../../src/core/banks/profile-fault.ts';

function sentence(kind: ProfileFaultKind, facts: string[] = [], path: (string | number)[] = ['a']) {
  return describeProfileFault({ path, kind, facts }, english);
}

describe('the sentence of a fault', () => {
  it.each<[string, string, string]>([
    [
      'begins with the place',
      sentence('missing_field', ['label'], ['variables', 'bank', 'options', 3, 'label']),
      'variables.bank.options.3.label: this field is missing.',
    ],
    [
      'speaks of the profile where there is no narrower place',
      sentence('wrong_type', ['object'], []),
      'The profile: this has to be an object.',
    ],
    ['says types as words', sentence('wrong_type', ['array']), 'a: this has to be a list.'],
    [
      'keeps a type that has no word',
      sentence('wrong_type', ['bigint']),
      'a: this has to be bigint.',
    ],
    [
      'names size and limit',
      sentence('too_large', ['2048', '512'], []),
      'The file has 2048 kB. 512 kB is the most that is read.',
    ],
    [
      'shows control characters as escapes',
      sentence('unknown_field', ['a\u202eb\n']),
      String.raw`a: a profile has no field "a\u202eb\u000a" here.`,
    ],
    [
      'masks what looks like a secret',
      sentence('not_web_address', ['Bearer FAKE-0123456789-token']),
      'a: "Bearer {{masked#}}" is no web address. It has to begin with https:// or http://, or with a place that holds such an address.',
    ],
  ])('%s', (_behaviour, text, expected) => {
    expect(text).toBe(expected);
  });

  it('stays short, whatever the file says', () => {
    const long = 'x'.repeat(300_000);
    expect(sentence('unknown_field', [long], [long, long]).length).toBeLessThan(1000);
  });
});
