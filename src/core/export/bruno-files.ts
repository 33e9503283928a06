import { bracesBody, bracesText, ENCODED, EncodedBraces, lineValues } from './braces.ts';
import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  oneLine,
  openingNotes,
  sourceWords,
} from './export-words.ts';
import type { ExportedFile } from './exported-file.ts';
import type { Brought, FlowScript, ScriptAuthorization, ScriptCall } from './flow-script.ts';
import { beginsAnew, freshScript, type ScriptAccess, signedCode } from './fresh-script.ts';
import { jsMember, jsString } from './js-text.ts';
import type { ScriptRequest } from './script-request.ts';
import { scriptValues } from './script-values.ts';

/** The flow as a Bruno collection: a file for each request, in the order of their numbers. */
export function brunoFiles(script: FlowScript, context: ExportContext): ExportedFile[] {
  const values = lineValues(scriptValues(script, context.secrets));
  const { bank, plan } = script.flow.started;
  const info = { version: '1', name: oneLine(`${bank}: ${plan.draft.grant}`), type: 'collection' };
  const variables = script.variables.map(({ name }) => `${name}: ${values.get(name) ?? ''}`);
  const words = script.variables.map(
    (variable) => `- ${variable.name}: ${sourceWords(variable, context)}`,
  );
  const collection = [
    block('vars:pre-request', variables),
    block('docs', [...headLines(script, context), '', ...words]),
  ];
  return [
    {
      name: 'bruno.json',
      mediaType: 'application/json',
      text: `${JSON.stringify(info, null, 2)}\n`,
    },
    bru('collection', collection),
    ...script.steps.map((step, at) => {
      const encoded = new EncodedBraces(script, values);
      const number = String(at + 1).padStart(2, '0');
      const request = requestBlocks(step.request, encoded);
      const scripts =
        step.kind === 'call'
          ? callBlocks(step, script, encoded)
          : authorizationBlocks(step, script, encoded);
      const name = step.kind === 'call' ? step.name : 'authorization';
      const label =
        step.kind === 'call'
          ? callLabel(step, script, context)
          : context.say('export_step_authorize');
      const notes =
        step.kind === 'call' ? callNotes(step, script, context) : openingNotes(script, context);
      return bru(`${number}-${name}`, [
        block('meta', [`name: ${number} ${label}`, 'type: http', `seq: ${at + 1}`]),
        ...request,
        ...scripts,
        block('settings', ['followRedirects: false', 'encodeUrl: false']),
        block('docs', notes),
      ]);
    }),
  ];
}

function bru(name: string, blocks: readonly string[]): ExportedFile {
  return { name: `${name}.bru`, mediaType: 'text/plain', text: blocks.filter(Boolean).join('\n') };
}

/** A block of the format; none where there is nothing in it. */
function block(name: string, lines: readonly string[], marks: '{}' | '[]' = '{}'): string {
  if (lines.length === 0) return '';
  const inner = lines.join('\n').replace(/^(?=.)/gm, '  ');
  return `${name} ${marks[0]}\n${inner}\n${marks[1]}\n`;
}

function requestBlocks(
  { method, address, query, headers, body }: ScriptRequest,
  encoded: EncodedBraces,
): string[] {
  const search = encoded.fields(query);
  const url = bracesText(address) + (search && `?${search}`);
  const mode = { form: 'formUrlEncoded', text: 'text', none: 'none' }[body?.kind ?? 'none'];
  return [
    block(method.toLowerCase(), [`url: ${url}`, `body: ${mode}`, 'auth: none']),
    block(
      'headers',
      headers.map(([name, value]) => `${name}: ${bracesText(value)}`),
    ),
    ...(body?.kind === 'form'
      ? [
          block(
            'body:form-urlencoded',
            body.fields.map(({ name, value }) => `${name}: ${bracesText(value)}`),
          ),
        ]
      : []),
    ...(body?.kind === 'text' ? [block('body:text', [bracesBody(body.text)])] : []),
  ];
}

function callBlocks(step: ScriptCall, script: FlowScript, encoded: EncodedBraces): string[] {
  const { call, brings } = step;
  const status = call.answer?.status;
  return [
    block('script:pre-request', [...freshFor(step, script), ...encodeLines(encoded)]),
    block('script:post-response', brings.map(broughtLine)),
    block('assert', status ? [`res.status: eq ${status}`] : []),
  ];
}

function authorizationBlocks(
  step: ScriptAuthorization,
  script: FlowScript,
  encoded: EncodedBraces,
): string[] {
  const { answer, code, signed } = step;
  return [
    block('script:pre-request', [...freshFor(step, script), ...encodeLines(encoded)]),
    block('script:post-response', [
      "const [, ...answer] = String(res.getHeader('location') || '').split(/[?#]/);",
      ...(signed
        ? signedCode(step, ACCESS)
        : [
            `const code = answer.join('&').match(/(?:^|&)${answer.code}=([^&]*)/);`,
            `if (code) bru.setVar('${code}', decodeURIComponent(code[1]));`,
          ]),
    ]),
  ];
}

function broughtLine({ variable, from, path }: Brought): string {
  const value =
    from === 'header'
      ? `res.getHeader(${jsString(path.toLowerCase())})`
      : jsMember('res.getBody()', path);
  return `bru.setVar('${variable}', ${value});`;
}

const ACCESS: ScriptAccess = {
  read: (name) =>
    `(bru.getVar('${name}') || bru.getEnvVar('${name}') || bru.getCollectionVar('${name}'))`,
  set: (name, value) => `bru.setVar('${name}', ${value})`,
};

function freshFor(step: FlowScript['steps'][number], script: FlowScript): string[] {
  return beginsAnew(step, script) ? freshScript(script, ACCESS) : [];
}

function encodeLines({ wanted }: EncodedBraces): string[] {
  return [...wanted].map(
    (name) => `${ACCESS.set(name + ENCODED, `encodeURIComponent(${ACCESS.read(name)})`)};`,
  );
}
