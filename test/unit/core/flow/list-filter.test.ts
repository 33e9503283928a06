import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { fixedValues, flowSubject, isInError } from '../../../../src/core/flow/flow-filter.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { type FlowSummary, summariseFlow } from '../../../../src/core/flow/flow-summary.ts';
import {
  completeListFilter,
  type FilterSubject,
  type FilterTexts,
  filterKeys,
  filterText,
  parseListFilter,
} from '../../../../src/core/flow/list-filter.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import * as happenings from '../../../fixtures/happenings.ts';

const say = messagesFrom(messages);
const { started, opened, captured, prepared, sent, answered, token } = happenings;
const state = foldFlow(
  happenings.record(
    started(),
    opened(),
    captured('code'),
    prepared('c1', 'exchange'),
    sent('c1'),
    answered('c1', 'tokens', [token('access_token', 't1'), token('refresh_token', 't2')]),
  ),
);
if (!state) throw new Error('no flow');
const flow: FlowSummary = {
  ...summariseFlow(state),
  bank: 'Crédit Fictif de l’Ouest',
  environment: 'Sandbox 2',
  scope: 'aisp extended_transaction_history',
  worstSeverity: 'warn',
};
const words = { service: 'Account information', phase: 'Tokens received' };
const subjectOf = (change: Partial<FlowSummary> = {}) =>
  flowSubject({ ...flow, ...change }, words, say);

const textsOf =
  (subject: FilterSubject): FilterTexts =>
  (key, form) => [filterText(subject[key], form)];

function finds(text: string, change?: Partial<FlowSummary>): boolean {
  const filter = parseListFilter(text);
  if (!filter.ok) throw new Error(filter.error.reason);
  return filter.value?.(textsOf(subjectOf(change)))(0) ?? true;
}

describe('a filter of the flow list', () => {
  it.each([
    ['nothing typed', ''],
    ['spaces', '   '],
    ['a word in another case', 'FICTIF'],
    ['a word without its accent', 'credit'],
    ['a straight apostrophe', "l'ouest"],
    ['two words in any order', 'sandbox ouest'],
    ['words held together', '"fictif de l’ouest"'],
    ['words held together that have no end yet', '"fictif de'],
    ['a word that is not there, excluded', '-elsewhere'],
    ['a sign with nothing behind it', '-'],
    ['a key with nothing behind it', 'bank:'],
    ['a pattern', '/ouest\\b/i'],
    ['a pattern with a space', '/Tokens\\sreceived|no such/'],
    ['a pattern that remembers its place elsewhere', '/o/gi /o/gi'],
    ['a bank', 'bank:fictif'],
    ['a bank of several words', 'bank:"crédit fictif"'],
    ['a bank by pattern', 'bank:/^cr.dit/i'],
    ['a status by its name', 'status:tokens_received'],
    ['a status by its word', 'status:"tokens rec"'],
    ['a status, half typed', 'status:tok'],
    ['a flow that was run', 'kind:run'],
    ['a grant', 'grant:authorization'],
    ['a service', 'service:aisp'],
    ['an environment', 'environment:sandbox'],
    ['a scope', 'scope:extended'],
    ['a code', 'has:code'],
    ['a refresh token', 'has:refresh'],
    ['a warning', 'is:warning'],
    ['a key in capitals', 'IS:Warning'],
    ['a key that is none', '-https://bank.example'],
  ])('finds %s', (_what, text) => {
    expect(finds(text)).toBe(true);
  });

  it.each([
    ['a word that is not there', 'elsewhere'],
    ['one of two words', 'ouest elsewhere'],
    ['a word that is there, excluded', '-ouest'],
    ['a pattern in another case', '/OUEST/'],
    ['a bank’s word in another column', 'scope:ouest'],
    ['a path that is no pattern', '/callback'],
    ['the middle of a mark', 'is:arning'],
    ['a live flow', 'is:live'],
    ['an error', 'is:error'],
    ['an ID token', 'has:id'],
    ['a watched flow', 'kind:watched'],
    ['a key that is none', 'https://bank.example'],
  ])('does not find %s', (_what, text) => {
    expect(finds(text)).toBe(false);
  });

  it.each<[string, Partial<FlowSummary>]>([
    ['is:held', { hold: { redirectUri: 'https://tpp.example', bank: 'b', untilMs: 1 } }],
    ['is:live', { environmentKind: 'live' }],
    ['is:practice', { environmentKind: 'practice' }],
    ['is:waiting', { phase: 'awaiting_redirect' }],
    ['is:error', { phase: 'refused_by_bank' }],
    ['is:error', { worstSeverity: 'error' }],
    ['kind:watched', { watched: true }],
    ['kind:imported', { imported: 1 }],
    ['imported', { imported: 1 }],
  ])('finds by %s what is so, and nothing else', (text, change) => {
    expect(finds(text, change)).toBe(true);
    expect(finds(text)).toBe(false);
  });

  it('takes a row of an earlier version, which has no scope', () => {
    const { scope: _scope, has: _has, ...earlier } = flow;
    const filter = parseListFilter('-scope:aisp -has:code ouest');
    expect(filter.ok && filter.value?.(textsOf(flowSubject(earlier, words, say)))(0)).toBe(true);
  });

  it.each(['/(/', 'ouest /[/ x', '/a/q', '-/(/'])('says why %s is no pattern', (text) => {
    const filter = parseListFilter(text);
    expect(filter.ok).toBe(false);
    if (!filter.ok) expect(filter.error.reason).toMatch(/^[A-Z].{5,}$/);
  });

  it('throws at no text, and finds something or nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', ...filterKeys),
        (text, key) => {
          for (const typed of [text, `${key}:${text}`, `-/${text}/i`, `"${text}`]) {
            const filter = parseListFilter(typed);
            if (filter.ok)
              expect(filter.value?.(textsOf(subjectOf()))(0) ?? true).toBeTypeOf('boolean');
            completeListFilter(typed, (known) => fixedValues[known] ?? [text]);
          }
        },
      ),
    );
  });

  const word = fc.oneof(
    fc.constantFrom('ouest', 'elsewhere', 'bank:fictif', 'is:error', 'has:code', '/ouest/i', '/x/'),
    fc.string().filter((text) => /^[^\s"/-]+$/.test(text) && !text.endsWith(':')),
  );

  it('has as excluded exactly what it does not find', () => {
    fc.assert(
      fc.property(word, (one) => {
        expect(finds(`-${one}`)).toBe(!finds(one));
      }),
    );
  });

  it('finds two words where it finds each', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(finds(`${one} ${other}`)).toBe(finds(one) && finds(other));
      }),
    );
  });

  it('finds a row by each word of its own', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (bank) => {
        const typed = bank.replaceAll('"', '').trim();
        if (typed !== '') expect(finds(`bank:"${typed}"`, { bank: typed })).toBe(true);
      }),
    );
  });
});

describe('a completion of a filter', () => {
  const values = ['Crédit Fictif', 'Example', 'Say "so" twice'];
  const complete = (text: string) => completeListFilter(text, () => values);

  it.each([
    [
      'offers the values behind a key',
      'bank:',
      0,
      ['bank:"Crédit Fictif"', 'bank:Example', 'bank:"Say "'],
    ],
    ['offers those that fit', 'x -bank:fic', 3, ['bank:"Crédit Fictif"']],
    ['goes on in quotes', 'bank:"credit', 0, ['bank:"Crédit Fictif"']],
  ])('%s', (_what, text, from, options) => {
    expect(complete(text)).toEqual({ from, options });
  });

  it.each(['ban', 'unknown:', 'bank:nothing like it'])('offers nothing for %s', (text) => {
    expect(complete(text)).toBeUndefined();
  });

  it('offers the keys before a word has begun', () => {
    expect(complete('ouest ')?.options).toContain('scope:');
    expect(complete('')?.options).toHaveLength(filterKeys.length);
  });

  it('offers in quotes what would be a pattern', () => {
    expect(completeListFilter('bank:', () => ['/#/A'])?.options).toEqual(['bank:"/#/A"']);
  });

  it('offers what finds the value that it stands for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (bank) => {
        const [option = ''] = completeListFilter('bank:', () => [bank])?.options ?? [];
        expect(finds(option, { bank })).toBe(true);
      }),
    );
  });
});

it('counts refusals, failures and found errors as errors', () => {
  expect(isInError({ ...flow, phase: 'failed' })).toBe(true);
  expect(isInError({ ...flow, worstSeverity: 'error' })).toBe(true);
  expect(isInError(flow)).toBe(false);
});
