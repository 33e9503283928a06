import { bracesBody, bracesText, ENCODED, EncodedBraces, lineValues } from './braces.ts';
import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  openingNotes,
  sourceWords,
} from './export-words.ts';
import type {
  Brought,
  FlowScript,
  ScriptAuthorization,
  ScriptCall,
  ScriptVariable,
} from './flow-script.ts';
import { jsMember, jsString } from './js-text.ts';
import { scriptValues } from './script-values.ts';

/**
 * The flow as an `.http` file: as httpYac and JetBrains' HTTP client read it, whose handlers hand the answers'
 * values on.
 */
export function httpFile(script: FlowScript, context: ExportContext): string {
  const values = lineValues(scriptValues(script, context.secrets));
  const encoded = new EncodedBraces(script, values);
  const steps = script.steps.map((step) =>
    step.kind === 'call'
      ? callLines(step, script, encoded, context)
      : authorizationLines(step, script, encoded, context),
  );
  const used = usedPlain(script);
  const variables = script.variables.flatMap((variable) =>
    variableLines(variable, values.get(variable.name), used, encoded.wanted, context),
  );
  return [
    ...headLines(script, context).map((line) => `# ${line}`),
    '',
    ...variables,
    ...steps.flat(),
    '',
  ].join('\n');
}

/** Variables that stand somewhere as they are. */
function usedPlain({ steps }: FlowScript): ReadonlySet<string> {
  const texts = steps.flatMap(({ request }) => [
    request.address,
    ...request.headers.map(([, value]) => value),
    ...(request.body?.kind === 'text' ? [request.body.text] : []),
  ]);
  return new Set(texts.flat().flatMap((piece) => ('variable' in piece ? [piece.variable] : [])));
}

function variableLines(
  variable: ScriptVariable,
  value: string | undefined,
  plain: ReadonlySet<string>,
  encoded: ReadonlySet<string>,
  context: ExportContext,
): string[] {
  const { name } = variable;
  const words = sourceWords(variable, context);
  // Set by an answer's handler, and a definition would win over that.
  if (variable.source.kind === 'answer') return [];
  const line = (own: string, given: string | undefined, source: string) =>
    // A definition needs a value.
    given === undefined
      ? [`# ${context.say('export_fill_in', source)}`, `# @${own} = `]
      : [`# ${source}`, `@${own} = ${given}`];
  return [
    ...(plain.has(name) || !encoded.has(name) ? line(name, value, words) : []),
    ...(encoded.has(name)
      ? line(
          name + ENCODED,
          value === undefined ? undefined : encodeURIComponent(value),
          context.say('export_encoded', words),
        )
      : []),
  ];
}

function authorizationLines(
  { request, answer, code, signed }: ScriptAuthorization,
  script: FlowScript,
  encoded: EncodedBraces,
  context: ExportContext,
): string[] {
  const { say } = context;
  const query = encoded.fields(request.query);
  const found = `String(response.headers.valueOf('Location')).match(/[?&#]${answer.code}=([^&#]*)/)`;
  // Not every reader of these files can decode a JWT.
  const notes = [
    ...openingNotes(script, context),
    ...(signed ? [say('export_signed_answer')] : []),
  ];
  return [
    '',
    `### ${say('export_step_authorize')}`,
    ...notes.map((line) => `# ${line}`),
    '# @no-redirect',
    `GET ${bracesText(request.address)}${query && `?${query}`}`,
    '',
    '> {%',
    `  const code = ${found};`,
    '  if (code) {',
    `    client.global.set('${code}', decodeURIComponent(code[1]));`,
    `    client.global.set('${code}${ENCODED}', code[1]);`,
    '  }',
    '%}',
  ];
}

function callLines(
  step: ScriptCall,
  script: FlowScript,
  encoded: EncodedBraces,
  context: ExportContext,
): string[] {
  const { request, brings, name } = step;
  const query = encoded.fields(request.query);
  const { body } = request;
  return [
    '',
    `### ${callLabel(step, script, context)}`,
    ...callNotes(step, script, context).map((line) => `# ${line}`),
    `# @name ${name}`,
    '# @no-redirect',
    `${request.method} ${bracesText(request.address)}${query && `?${query}`}`,
    ...request.headers.map(([header, value]) => `${header}: ${bracesText(value)}`),
    ...(body
      ? ['', body.kind === 'form' ? encoded.fields(body.fields) : bracesBody(body.text)]
      : []),
    ...(brings.length > 0 ? ['', '> {%', ...brings.flatMap(broughtLines), '%}'] : []),
  ];
}

/** Both ways to write a value are handed on, since the next request may have it in a header or a form. */
function broughtLines({ variable, from, path }: Brought): string[] {
  const value =
    from === 'header'
      ? `response.headers.valueOf(${jsString(path)})`
      : jsMember('response.body', path).replaceAll('?.[', '[');
  return [
    `  client.global.set(${jsString(variable)}, ${value});`,
    `  client.global.set(${jsString(variable + ENCODED)}, encodeURIComponent(${value}));`,
  ];
}
