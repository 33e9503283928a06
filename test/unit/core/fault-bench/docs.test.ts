import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json';
import { describeExpected } from '../../../../src/core/fault-bench/describe-bench.ts';
import { FAULT_IDS } from '../../../../src/core/fault-bench/fault.ts';
import { FAULT_ROWS } from '../../../../src/core/fault-bench/fault-rows.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';

const page = readFileSync(new URL('../../../../docs/fault-bench.md', import.meta.url), 'utf8');
const say = messagesFrom(messages);

it('docs/fault-bench.md lists the rows as they are', () => {
  const rows = FAULT_IDS.map((id) => {
    const { strikes, clause, login } = FAULT_ROWS[id];
    const told = [`\`${id}\``, say(`fault_${id}`), strikes, describeExpected(id, say)];
    return `| ${[...told, clause, login].join(' | ')} |`;
  });
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
});
