import fc from 'fast-check';
import { readFlowFile, writeFlowFile } from '../../../src/core/record/flow-file.ts';
import * as happenings from '../../fixtures/happenings.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const { started, opened, captured, prepared, sent, answered, token } = happenings;
const events = happenings.record(
  started(),
  opened(),
  captured('code'),
  prepared('c1', 'exchange'),
  sent('c1'),
  answered('c1', 'tokens', [token('access_token', 't1')]),
);
const whole = writeFlowFile([{ flowId: events[0]?.flowId ?? '', events }]);
const later = whole.replace('"version": 1', '"version": 7').replace('"call_sent"', '"call_dreamt"');
const pieces = [
  'null',
  '[]',
  '{}',
  '0',
  ',',
  '"flows":',
  '"events":',
  '"kind": "started"',
  '"x":1',
];

/** A record that is read is the same when it is written and read once more. */
export const flowFile: Target = {
  name: 'flow file',
  texts: fc.oneof(almost([whole, later], pieces), anyText),
  check(text) {
    const read = readFlowFile(text);
    if (!read.ok || read.value.newer) return;
    const written = writeFlowFile(read.value.flows);
    const again = readFlowFile(written);
    hold(again.ok, 'what was written is refused');
    hold(writeFlowFile(again.value.flows) === written, 'written anew it is something else');
  },
};
