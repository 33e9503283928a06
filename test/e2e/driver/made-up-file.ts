import { writeFlowFile } from '../../../src/core/record/flow-file.ts';
import * as happenings from '../../fixtures/happenings.ts';

const { started, opened, captured, prepared, sent, answered, token } = happenings;

/** The row of every flow of such a file. */
export const MADE_UP_ROW = 'Fake bank, Account information, Sandbox, Tokens received, imported';

function flow(flowId: string) {
  const events = happenings.record(
    started(),
    opened(),
    captured('code'),
    prepared('c1', 'exchange'),
    sent('c1'),
    answered('c1', 'tokens', [token('access_token', 't1')]),
  );
  return { flowId, events: events.map((event) => ({ ...event, flowId })) };
}

/** The text of a record file; the first flows of a longer one are those of a shorter one. */
export const madeUpFile = (count: number) =>
  writeFlowFile(Array.from({ length: count }, (_none, at) => flow(`made-up-${at}`)));

/** The same as a later version of this tool might write it, with an event that is not known yet. */
export const laterFile = () =>
  madeUpFile(1)
    .replace('"version": 1', '"version": 7')
    .replace('"made-up-0"', '"from-later"')
    .replace('"call_sent"', '"call_dreamt"');
