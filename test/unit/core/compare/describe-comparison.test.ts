import { expect, it } from 'vitest';
import catalogue from '../../../../_locales/en/messages.json' with { type: 'json' };
import { compareFlows } from '../../../../src/core/compare/compare-flows.ts';
import { comparisonMarkdown } from '../../../../src/core/compare/comparison-markdown.ts';
import { describeComparison } from '../../../../src/core/compare/describe-comparison.ts';
import type { HappeningOf } from '../../../../src/core/flow/flow-event.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import {
  answered,
  captured,
  opened,
  prepared,
  record,
  sent,
  started,
} from '../../../fixtures/happenings.ts';

const say = messagesFrom(catalogue);

function run(json: unknown, redirect: Partial<HappeningOf<'redirect_captured'>> = {}) {
  return record(
    started(),
    opened(),
    { ...captured('code'), ...redirect },
    prepared('c1', 'exchange'),
    sent('c1'),
    { ...answered('c1', 'tokens'), answer: jsonAnswer(200, json) },
  );
}

it('puts what differs into words, and what was set aside with the reason', () => {
  const before = run({ expires_in: 3600, requestId: 'a1' }, { status: 302 });
  const after = run({ expires_in: 1800, requestId: 'b2' });
  const { verdict, sentence, steps } = describeComparison(compareFlows(before, after), say);
  expect(verdict).toBe('Changed at the bank');
  expect(sentence).toContain('made by the bank: 1');
  const exchange = steps.at(-1);
  expect(exchange?.differences).toEqual([
    { what: 'Lifetime: expires_in', before: '3600', after: '1800', cause: 'bank' },
  ]);
  expect(exchange?.setAside).toEqual([
    { what: 'Member of the answer: requestId', before: 'a1', after: 'b2', reason: 'id of one run' },
  ]);
  expect(steps.find(({ step }) => step.step.kind === 'redirect')?.setAside).toEqual([
    { what: 'Status', before: '302', after: '(absent)', reason: 'not seen in both runs' },
  ]);
});

it('writes a table in which no word of the bank becomes markup', () => {
  const text = comparisonMarkdown(
    compareFlows(run({ hint: 'old' }), run({ hint: 'new | `x` <b>\nend' })),
    say,
  );
  expect(text).toContain('## Changed at the bank');
  const row = text.split('\n').find((line) => line.includes('hint'));
  expect(row).toContain('| Member of the answer: hint | `old` | ``new \\| `x` <b> end`` | bank |');
});

it('says of a run that stopped early how far it came', () => {
  const whole = run({});
  const { steps } = describeComparison(compareFlows(whole, whole.slice(0, 3)), say);
  expect(steps.at(-1)).toMatchObject({
    note: 'Only in the earlier run.',
    differences: [{ what: 'Step', before: 'reached', after: 'not reached: Code captured' }],
  });
});
