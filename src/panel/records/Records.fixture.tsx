import type { JSX } from 'preact';
import { RecordFileBar } from './RecordFileBar.tsx';
import { TransferView } from './TransferView.tsx';
import type { Transfer } from './transfer.ts';

const nothing = () => undefined;
const draw = (transfer: Transfer) => () => <TransferView transfer={transfer} onClose={nothing} />;

export const fixtures: Record<string, () => JSX.Element> = {
  importing: draw({ kind: 'import', done: 300, total: 1000, cancel: nothing }),
  'reading a HAR': draw({ kind: 'import', done: 0, total: 0, cancel: nothing }),
  exporting: draw({ kind: 'export', done: 20, total: 1000, cancel: nothing }),
  report: draw({
    kind: 'report',
    notes: [
      {
        name: 'monday.flow.json',
        tone: 'good',
        sentences: ['12 flows imported.', '1 flow was here already.'],
      },
      {
        name: 'a-file-with-a-very-long-name-that-somebody-chose-in-a-hurry.flow.json',
        tone: 'bad',
        sentences: ['This record file was changed or is damaged: flows.0.events.3 does not fit.'],
      },
    ],
  }),
  'file of a later version': () => (
    <RecordFileBar
      sentences={[
        'monday.flow.json was written by a later version.',
        '2 events were not understood.',
      ]}
      onLeave={nothing}
    />
  ),
};
