import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import * as happenings from '../../fixtures/happenings.ts';

const { started, opened, captured, prepared, sent, answered, token } = happenings;

/** Records of three kinds of flows: one that got tokens, one that waited in vain, one that the bank refused. */
export function madeRecords(): FlowEvent[][] {
  const start = { ...started(), findings: [] };
  return [
    happenings.record(
      start,
      opened(),
      captured('code'),
      prepared('c1', 'exchange'),
      sent('c1'),
      answered('c1', 'tokens', [token('access_token', 't1'), token('refresh_token', 't2')]),
    ),
    happenings.record(start, opened()),
    happenings.record(start, opened(), captured('bank_error')),
  ];
}
