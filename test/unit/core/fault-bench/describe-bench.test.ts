import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json';
import type { Bench } from '../../../../src/core/fault-bench/bench.ts';
import type { MatrixRow } from '../../../../src/core/fault-bench/bench-matrix.ts';
import {
  benchMarkdown,
  describeCounts,
  describeRow,
} from '../../../../src/core/fault-bench/describe-bench.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { planOf } from '../../../fixtures/profiles.ts';

const say = messagesFrom(messages);

describe('a row of the matrix', () => {
  it.each<[MatrixRow, expected: string, observed: string]>([
    [
      {
        id: 'wrong_secret',
        verdict: 'refused_as_expected',
        observed: { status: 401, error: 'invalid_client', description: 'Not known.' },
      },
      '400 or 401 invalid_client',
      '401 invalid_client: Not known.',
    ],
    [
      { id: 'code_late', verdict: 'accepted', observed: { status: 200, what: 'tokens' } },
      '400 invalid_grant',
      '200 tokens',
    ],
    [
      { id: 'wrong_state', verdict: 'refused_as_expected', observed: { error: 'AP02' } },
      'refused here, not by the bank',
      'refused here (AP02)',
    ],
    [
      { id: 'wrong_verifier', verdict: 'not_applicable', reason: 'pkce' },
      '400 invalid_grant',
      'The flow has no PKCE.',
    ],
    [
      { id: 'unknown_scope', verdict: 'accepted', observed: { what: 'login_page' } },
      'redirect with invalid_scope',
      'went on to its login page',
    ],
    [{ id: 'code_reused', verdict: 'waiting' }, '400 invalid_grant', ''],
  ])('$id is told in words', (row, expected, observed) => {
    expect(describeRow(row, say)).toMatchObject({ expected, observed });
  });

  it('is counted under its verdict', () => {
    const rows = (['refused_as_expected', 'accepted', 'refused_as_expected'] as const).map(
      (verdict): MatrixRow => ({ id: 'code_late', verdict }),
    );
    expect(describeCounts(rows, say)).toBe('2 refused, 1 accepted');
  });
});

it('is a table in Markdown, whatever the bank is called', () => {
  const plan = planOf('practice-bpce-aisp');
  const bench: Bench = {
    id: 'b1',
    of: 'f1',
    chosen: ['code_reused'],
    plan,
    hasSecret: false,
    flows: [],
  };
  const [title, , counts, , head, , first] = benchMarkdown(bench, 'A|B_', say).split('\n');
  expect(title).toBe('## Faults on purpose: A\\|B\\_ (Practice)');
  expect(counts).toBe('1 waiting, 3 not here');
  expect(head).toBe('| What is wrong | Expected | Observed | Verdict | Clause |');
  expect(first).toBe(
    '| Code used twice | 400 invalid\\_grant |  | Waiting | RFC 6749 §4.1.2, §10.5 |',
  );
});
