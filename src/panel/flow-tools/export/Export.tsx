import { useEffect, useMemo, useState } from 'preact/hooks';
import { openValues } from '../../../core/export/open-values.ts';
import { recordedSecrets } from '../../../core/export/recorded-secrets.ts';
import { secretMark } from '../../../core/flow/secret.ts';
import type { RecordedFlow } from '../../../core/record/flow-file.ts';
import { message, toolVersion } from '../../browser.ts';
import { maySaveFlows, maySaveSecrets } from '../../policy/policy.ts';
import type { PanelStore } from '../../store.ts';
import { useStore } from '../../store-context.ts';
import { Unread } from '../../ui/Unread.tsx';
import type { FlowToolProps } from '../flow-tools.ts';
import { ExportView } from './ExportView.tsx';
import { type ExportChoice, exportedFiles } from './export-choice.ts';
import { saveFiles } from './save-files.ts';

/** Exports a flow: reads its record, and its secrets only once that was asked for and confirmed. */
export function Export({ flow }: FlowToolProps) {
  const store = useStore();
  const [record, setRecord] = useState<RecordedFlow | 'reading' | 'unread'>('reading');
  const [tries, setTries] = useState(0);
  const [choice, setChoice] = useState<ExportChoice>('flow');
  const [secrets, setSecrets] = useState<ReadonlyMap<string, string>>();
  const { flowId, nextSequence } = flow;
  useEffect(() => {
    // What was asked for one state of the record is not asked for the next.
    setSecrets(undefined);
    store.client.ask('readFlow', { flowId }).then(
      ({ events }) => setRecord({ flowId, events }),
      () => setRecord('unread'),
    );
  }, [flowId, nextSequence, tries]);
  const files = useMemo(() => {
    if (typeof record === 'string') return [];
    const context = { say: message, version: toolVersion(), ...(secrets && { secrets }) };
    return exportedFiles(record, choice, context);
  }, [record, choice, secrets]);
  if (!maySaveFlows()) return <p>{message('policy_no_exports')}</p>;
  if (record === 'reading') return <p class="subtle">{message('export_reading')}</p>;
  if (record === 'unread') {
    return (
      <Unread
        sentence={message('export_unread')}
        onReadAgain={() => {
          setRecord('reading');
          setTries(tries + 1);
        }}
      />
    );
  }
  return (
    <ExportView
      choice={choice}
      files={files}
      secrets={secrets ? { kind: 'kept', gone: openValues(record, secrets) } : { kind: 'left_out' }}
      onChoose={(chosen) => {
        setChoice(chosen);
        setSecrets(undefined);
      }}
      withSecrets={maySaveSecrets()}
      onKeepSecrets={() => {
        readSecrets(store, record).then(setSecrets, () => setRecord('unread'));
      }}
      onLeaveOut={() => setSecrets(undefined)}
      onSave={() => saveFiles(files)}
    />
  );
}

/** Mark → value of every secret of the flow that is still in memory. */
async function readSecrets(
  { client }: PanelStore,
  record: RecordedFlow,
): Promise<ReadonlyMap<string, string>> {
  const read = recordedSecrets(record).map(async (reference) => {
    const { flowId: owner } = record;
    const { value } = await client.ask('revealSecret', { secretId: reference.id, owner });
    return value === null ? [] : [[secretMark(reference), value] as const];
  });
  return new Map((await Promise.all(read)).flat());
}
