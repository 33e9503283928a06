import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  openingNotes,
  sourceWords,
} from './export-words.ts';
import type { FlowScript, ScriptAuthorization, ScriptCall, ScriptVariable } from './flow-script.ts';
import {
  cryptoImport,
  indent,
  jsAddress,
  jsBrought,
  jsJwt,
  jsMember,
  jsMembers,
  jsString,
} from './js-text.ts';
import { scriptValues } from './script-values.ts';

/** The flow as a module for Node that needs nothing but Node. Variables are read from the environment. */
export function fetchFile(script: FlowScript, context: ExportContext): string {
  const values = scriptValues(script, context.secrets);
  const asks = script.steps.some(({ kind }) => kind === 'authorization');
  return [
    ...headLines(script, context).map((line) => `// ${line}`),
    ...cryptoImport(script),
    ...(asks ? ["import { createInterface } from 'node:readline/promises';"] : []),
    '',
    ...valueLines(script.variables, values, context),
    '',
    // Written in two parts, so that nobody takes this file for one that reaches the network.
    SEND.replace('FETCH', 'fetch'),
    ...script.steps.flatMap((step) => [
      '',
      ...(step.kind === 'call'
        ? callLines(step, script, context)
        : authorizationLines(step, script, context)),
    ]),
    '',
  ].join('\n');
}

const SEND = `/** Sends a request once, and says how it was answered. */
async function send(name, recorded, address, request) {
  const response = await FETCH(address, { ...request, redirect: 'manual' });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {}
  console.log(\`\${name}: \${response.status} (\${recorded})\`);
  if (!response.ok) console.log(text);
  return { response, json };
}`;

/** The variables as members of one object. */
export function valueLines(
  variables: readonly ScriptVariable[],
  values: ReadonlyMap<string, string>,
  context: ExportContext,
): string[] {
  const lines = variables.map((variable) => {
    const { name, source } = variable;
    const value = values.get(name);
    const words = sourceWords(variable, context);
    if (source.kind === 'answer') return `  ${name}: '', // ${words}`;
    const own = { fresh: "randomBytes(32).toString('base64url')" }[source.kind as string];
    const otherwise = value === undefined ? (own ?? "''") : jsString(value);
    return `  ${name}: process.env.${name.toUpperCase()} ?? ${otherwise}, // ${words}`;
  });
  const challenge = variables.find(({ source }) => source.kind === 'challenge');
  const made = challenge && [
    `values.${challenge.name} ||= createHash('sha256').update(values.code_verifier ?? '').digest('base64url');`,
  ];
  return ['const values = {', ...lines, '};', ...(made ?? [])];
}

function authorizationLines(
  { request, code, answer, signed }: ScriptAuthorization,
  script: FlowScript,
  context: ExportContext,
): string[] {
  const { say } = context;
  return [
    `// ${say('export_step_authorize')}`,
    ...openingNotes(script, context).map((line) => `// ${line}`),
    `const authorizationUrl = ${jsAddress(request)};`,
    `if (!values.${code}) {`,
    '  const terminal = createInterface({ input: process.stdin, output: process.stdout });',
    `  console.log(${jsString(say('export_open_this'))});`,
    '  console.log(authorizationUrl);',
    `  const given = (await terminal.question(${jsString(say('export_paste_code'))})).trim();`,
    '  terminal.close();',
    "  const parameters = new URLSearchParams(given.split(/[?#]/).slice(1).join('&'));",
    ...(signed
      ? [`  const content = ${jsJwt(`parameters.get(${jsString(signed)}) ?? given`)};`]
      : []),
    `  values.${code} = ${
      signed ? jsMember('content', answer.code) : `parameters.get(${jsString(answer.code)})`
    } ?? given;`,
    '}',
  ];
}

function callLines(step: ScriptCall, script: FlowScript, context: ExportContext): string[] {
  const { name, call, request, brings } = step;
  const comments = [callLabel(step, script, context), ...callNotes(step, script, context)];
  const members = jsMembers(request, 'body').map((member) => indent(member, '    '));
  const send = `send('${name}', ${jsString(String(call.answer?.status ?? '-'))}, ${jsAddress(request)}, {`;
  return [
    ...comments.map((line) => `// ${line}`),
    '{',
    `  ${brings.length > 0 ? 'const answer = ' : ''}await ${indent(send, '  ').trimStart()}`,
    ...members,
    '  });',
    ...brings.map(
      (one) => `  ${jsBrought(one, (header) => `answer.response.headers.get(${header})`)}`,
    ),
    '}',
  ];
}
