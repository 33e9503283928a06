import fc from 'fast-check';
import { readFlowFile, writeFlowFile } from '../../../src/core/record/flow-file.ts';
import { laterFile, madeUpFile } from '../../e2e/driver/made-up-file.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const samples = [madeUpFile(1), laterFile()];
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
  texts: fc.oneof(almost(samples, pieces), anyText),
  check(text) {
    const read = readFlowFile(text);
    if (!read.ok || read.value.newer) return;
    const written = writeFlowFile(read.value.flows);
    const again = readFlowFile(written);
    hold(again.ok, 'what was written is refused');
    hold(writeFlowFile(again.value.flows) === written, 'written anew it is something else');
  },
};
