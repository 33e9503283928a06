import { type ExportFormat, exportFlow, exportFormats } from '../../../core/export/export-flow.ts';
import type { ExportContext } from '../../../core/export/export-words.ts';
import { type ExportedFile, fileStem } from '../../../core/export/exported-file.ts';
import { flowScript } from '../../../core/export/flow-script.ts';
import {
  FLOW_FILE_TYPE,
  type RecordedFlow,
  writeFlowFile,
} from '../../../core/record/flow-file.ts';

/** What a flow can be exported as: the record itself first. */
export const exportChoices = ['flow', ...exportFormats] as const;
export type ExportChoice = 'flow' | ExportFormat;

/** The files of a choice. */
export function exportedFiles(
  record: RecordedFlow,
  choice: ExportChoice,
  context: ExportContext,
): ExportedFile[] {
  if (choice !== 'flow') return exportFlow(record, choice, context);
  const name = `${fileStem(flowScript(record), false)}.flow.json`;
  return [{ name, mediaType: FLOW_FILE_TYPE, text: writeFlowFile([record]) }];
}
