import { flowSequence } from '../pictures/flow-sequence.ts';
import { mermaidText } from '../pictures/mermaid-text.ts';
import { plantUmlText } from '../pictures/plantuml-text.ts';
import type { RecordedFlow } from '../record/flow-file.ts';
import { brunoFiles } from './bruno-files.ts';
import { curlFile } from './curl-file.ts';
import type { ExportContext } from './export-words.ts';
import { type ExportedFile, fileStem } from './exported-file.ts';
import { fetchFile } from './fetch-file.ts';
import { flowResults, flowSuite } from './flow-results.ts';
import { type FlowScript, flowScript } from './flow-script.ts';
import { harFile } from './har-file.ts';
import { httpFile } from './http-file.ts';
import { fillJsonBodies } from './json-bodies.ts';
import { junitText } from './junit.ts';
import { markdownFile } from './markdown-file.ts';
import { playwrightFile } from './playwright-file.ts';
import { postmanFile } from './postman-file.ts';
import { sarifText } from './sarif.ts';
import { scriptValues } from './script-values.ts';

/** What a recorded flow can be written as, beside the record itself. */
export const exportFormats = [
  'curl',
  'fetch',
  'http',
  'har',
  'postman',
  'bruno',
  'playwright',
  'markdown',
  'junit',
  'sarif',
  'mermaid',
  'plantuml',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How a format is written, and whether it has a place for secret values; the others never hold any. */
interface Writer {
  extension: string;
  mediaType: string;
  secrets: 'possible' | 'never';
  /** it is there to be run again, not to be read: each call that is to be made stands in it once */
  runs?: true;
  write(script: FlowScript, context: ExportContext): string;
}

const writers: Record<Exclude<ExportFormat, 'bruno'>, Writer> = {
  curl: {
    extension: 'curl.sh',
    mediaType: 'text/x-shellscript',
    secrets: 'possible',
    runs: true,
    write: curlFile,
  },
  fetch: {
    extension: 'fetch.mjs',
    mediaType: 'text/javascript',
    secrets: 'possible',
    runs: true,
    write: fetchFile,
  },
  http: {
    extension: 'http',
    mediaType: 'text/plain',
    secrets: 'possible',
    runs: true,
    write: httpFile,
  },
  har: { extension: 'har', mediaType: 'application/json', secrets: 'possible', write: harFile },
  postman: {
    extension: 'postman_collection.json',
    mediaType: 'application/json',
    secrets: 'possible',
    runs: true,
    write: postmanFile,
  },
  playwright: {
    extension: 'spec.ts',
    mediaType: 'text/plain',
    secrets: 'possible',
    runs: true,
    write: playwrightFile,
  },
  markdown: { extension: 'md', mediaType: 'text/markdown', secrets: 'never', write: markdownFile },
  junit: {
    extension: 'junit.xml',
    mediaType: 'application/xml',
    secrets: 'never',
    write: (script, context) => junitText([flowSuite(script, context)]),
  },
  sarif: {
    extension: 'sarif',
    mediaType: 'application/json',
    secrets: 'never',
    write: (script, context) => sarifText(flowResults(script, context), context),
  },
  mermaid: {
    extension: 'mmd',
    mediaType: 'text/plain',
    secrets: 'never',
    write: ({ flow, events }, { say }) => mermaidText(flowSequence(flow, events, say)),
  },
  plantuml: {
    extension: 'puml',
    mediaType: 'text/plain',
    secrets: 'never',
    write: ({ flow, events }, { say }) => plantUmlText(flowSequence(flow, events, say)),
  },
};

/** True for a format in which secret values may be asked for. */
export function takesSecrets(format: ExportFormat): boolean {
  return format === 'bruno' || writers[format].secrets === 'possible';
}

/**
 * Writes a recorded flow in a format: files by name, one but for Bruno. Secrets are variables. Where `context.secrets`
 * is given and the format takes any, their values stand in it, and the file says so in its text and in its name.
 *
 * @throws when the record does not begin with a start, which no record file lacks
 */
export function exportFlow(
  record: RecordedFlow,
  format: ExportFormat,
  { say, version, secrets }: ExportContext,
): ExportedFile[] {
  const withSecrets = secrets !== undefined && takesSecrets(format);
  const context = { say, version, ...(withSecrets && { secrets }) };
  const runs = format === 'bruno' || writers[format].runs;
  const recorded = flowScript(record, runs ? 'to_make' : 'all');
  const script = withSecrets ? fillJsonBodies(recorded, scriptValues(recorded, secrets)) : recorded;
  const stem = fileStem(script, withSecrets);
  if (format === 'bruno') {
    return brunoFiles(script, context).map((file) => ({ ...file, name: `${stem}/${file.name}` }));
  }
  const { extension, mediaType, write } = writers[format];
  return [{ name: `${stem}.${extension}`, mediaType, text: write(script, context) }];
}
