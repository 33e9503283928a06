import type { RecordedFlow } from '../../../core/record/flow-file.ts';
import { message } from '../../browser.ts';
import {
  answered,
  codeCaptured,
  eventsOf,
  opened,
  prepared,
  sent,
  started,
} from '../../flows/example-flow.fixture.ts';
import { ExportView } from './ExportView.tsx';
import { type ExportChoice, exportChoices, exportedFiles } from './export-choice.ts';

const events = eventsOf(started(), opened(), codeCaptured, prepared('1'), sent('1'), answered('1'));
const record: RecordedFlow = { flowId: 'example', events };
const nothing = () => undefined;
const idle = { onChoose: nothing, onKeepSecrets: nothing, onLeaveOut: nothing, onSave: nothing };

function draw(choice: ExportChoice, secrets?: ReadonlyMap<string, string>) {
  const context = { say: message, version: '0.0.0', ...(secrets && { secrets }) };
  const files = exportedFiles(record, choice, context);
  const kept = { kind: 'kept', gone: ['code_verifier', 'authorization_code'] } as const;
  return (
    <ExportView
      choice={choice}
      files={files}
      secrets={secrets ? kept : { kind: 'left_out' }}
      {...idle}
    />
  );
}

export const fixtures = {
  ...Object.fromEntries(exportChoices.map((choice) => [choice, () => draw(choice)])),
  'with secrets, of which some are gone': () =>
    draw('curl', new Map([['{{state#57a7e000}}', 'FAKE-state']])),
  'a long file': () => {
    const text = 'one line of many\n'.repeat(2000);
    const files = [{ name: 'long.http', mediaType: 'text/plain', text }];
    return <ExportView choice="http" files={files} secrets={{ kind: 'left_out' }} {...idle} />;
  },
};
