import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import catalogue from '../../../../_locales/en/messages.json' with { type: 'json' };
import { compareFlows } from '../../../../src/core/compare/compare-flows.ts';
import { comparisonMarkdown } from '../../../../src/core/compare/comparison-markdown.ts';
import type { FlowEvent } from '../../../../src/core/flow/flow-event.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { runs } from '../../../extent.ts';
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
const names = fc.oneof(
  fc.constantFrom('constructor', '__proto__', 'toString', 'state', 'exp', 'expires_in', 'scope'),
  fc.string(),
);

function run(body: string, parameters: [string, string][]): FlowEvent[] {
  const good = answered('c1', 'tokens');
  const header = Object.fromEntries(parameters);
  const jwt = { header, claims: header };
  const secret = { id: 't', kind: 'access_token', length: 9, fingerprint: '0badcafe' } as const;
  const tokens = [{ secret, kind: 'access_token', receivedAtMs: 0, jwt } as const];
  const query = parameters.map(([name, value]) => ({ name, value }));
  const redirect = captured('code');
  return record(
    started(),
    opened(),
    { ...redirect, response: { ...redirect.response, query } },
    prepared('c1', 'exchange'),
    sent('c1'),
    { ...good, tokens, answer: { ...good.answer, body, headers: parameters } },
  );
}

const bodies = fc.oneof(fc.string(), fc.json());
const parameters = fc.array(fc.tuple(names, fc.string()), { maxLength: 6 });

it('compares whatever a bank answers, and finds nothing between it and itself', () => {
  fc.assert(
    fc.property(bodies, bodies, parameters, parameters, (body, other, given, others) => {
      const one = run(body, given);
      expect(compareFlows(one, run(body, given)).verdict).toBe('same');
      const comparison = compareFlows(one, run(other, others));
      expect(comparisonMarkdown(comparison, say)).not.toContain('undefined\n');
    }),
    { numRuns: runs(100) },
  );
});

it.each([
  ['nested without an end', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['one word of hyphens', 'a-'.repeat(100_000)],
  ['many members', JSON.stringify(Array.from({ length: 10_000 }, (_one, at) => ({ at })))],
])('is done with a body that is %s', { timeout: 5000 }, (_what, body) => {
  expect(compareFlows(run(body, []), run(`${body} `, [])).steps).toHaveLength(5);
});
