import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  openingNotes,
} from './export-words.ts';
import { valueLines } from './fetch-file.ts';
import type { FlowScript, ScriptAuthorization, ScriptCall } from './flow-script.ts';
import {
  cryptoImport,
  indent,
  jsAddress,
  jsBrought,
  jsJwt,
  jsMembers,
  jsString,
} from './js-text.ts';
import { scriptValues } from './script-values.ts';

/**
 * The flow as a test for Playwright: opens the bank's page with fresh values, waits for the redirect, makes the calls
 * and holds each answer against the shape that it had in the record.
 */
export function playwrightFile(script: FlowScript, context: ExportContext): string {
  const values = scriptValues(script, context.secrets);
  const opens = script.steps.some(({ kind }) => kind === 'authorization');
  const { bank, plan } = script.flow.started;
  const title = `${bank}: ${plan.draft.grant}`;
  const body = [
    ...(opens ? ['test.setTimeout(300_000);'] : []),
    ...valueLines(script.variables, withoutFresh(script, values), context),
    ...script.steps.flatMap((step) => [
      '',
      ...(step.kind === 'call'
        ? callLines(step, script, context)
        : authorizationLines(step, script, context)),
    ]),
  ];
  return [
    ...headLines(script, context).map((line) => `// ${line}`),
    ...cryptoImport(script),
    "import { expect, test } from '@playwright/test';",
    '',
    `test(${jsString(title)}, async ({ ${opens ? 'page, request' : 'request'} }) => {`,
    ...body.map((lines) => indent(lines, '  ')),
    '});',
    '',
  ].join('\n');
}

/** A test gets a code of its own, so that no recorded one-time value is of use in it. */
function withoutFresh(
  { variables, steps }: FlowScript,
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!steps.some(({ kind }) => kind === 'authorization')) return values;
  const oneTime = variables
    .filter(({ source: { kind } }) => ['fresh', 'challenge', 'redirect'].includes(kind))
    .map(({ name }) => name);
  return new Map([...values].filter(([name]) => !oneTime.includes(name)));
}

function authorizationLines(
  { request, redirectUri, answer, code, signed }: ScriptAuthorization,
  script: FlowScript,
  context: ExportContext,
): string[] {
  const { say } = context;
  const state = script.variables.find(({ name }) => name === 'state');
  const hasState = state?.source.kind === 'fresh';
  const jwt = `redirect.get(${jsString(signed ?? '')}) ?? ''`;
  return [
    `// ${say('export_step_authorize')}`,
    ...openingNotes(script, context).map((line) => `// ${line}`),
    `const redirectUri = ${jsString(redirectUri)};`,
    ...WAIT[answer.mode],
    `// The app, or nobody, may answer at the redirect URI.`,
    `await page.goto(${jsAddress(request)}).catch(() => undefined);`,
    `// ${say('export_approve_here')}`,
    ...(signed
      ? [
          'const redirect = await redirected;',
          `const parameters = new Map(Object.entries(${jsJwt(jwt)}));`,
        ]
      : ['const parameters = await redirected;']),
    signed
      ? `expect(parameters.get('error')).toBeUndefined();`
      : `expect(parameters.get('error')).toBeNull();`,
    ...(hasState ? [`expect(parameters.get(${jsString(answer.state)})).toBe(values.state);`] : []),
    `values.${code} = parameters.get(${jsString(answer.code)}) ?? '';`,
    `expect(values.${code}).not.toBe('');`,
  ];
}

/** How the answer is seen: in the request to the redirect URI, or, in a fragment, in the page's address alone. */
const WAIT: Record<ScriptAuthorization['answer']['mode'], string[]> = {
  query: [
    'const redirected = page',
    '  .waitForRequest((one) => one.isNavigationRequest() && one.url().startsWith(redirectUri), { timeout: 0 })',
    '  .then((one) => new URL(one.url()).searchParams);',
  ],
  form_post: [
    'const redirected = page',
    '  .waitForRequest((one) => one.isNavigationRequest() && one.url().startsWith(redirectUri), { timeout: 0 })',
    "  .then((one) => new URLSearchParams(one.postData() ?? ''));",
  ],
  fragment: [
    'const redirected = page',
    '  .waitForURL((url) => url.href.startsWith(redirectUri), { timeout: 0 })',
    '  .then(() => new URLSearchParams(new URL(page.url()).hash.slice(1)));',
  ],
};

function callLines(step: ScriptCall, script: FlowScript, context: ExportContext): string[] {
  const { call, request, brings } = step;
  const label = callLabel(step, script, context);
  const status = call.answer?.status;
  const members = ['maxRedirects: 0,', ...jsMembers(request, 'data').slice(1)];
  const shape = shapeOf(step);
  return [
    ...callNotes(step, script, context).map((line) => `// ${line}`),
    `await test.step(${jsString(label)}, async () => {`,
    `  const response = await request.${request.method.toLowerCase()}(${indent(jsAddress(request), '  ').trimStart()}, {`,
    ...members.map((member) => indent(member, '    ')),
    '  });',
    ...(status ? [`  expect(response.status()).toBe(${status});`] : []),
    ...(shape || brings.length > 0 ? ['  const answer = { json: await response.json() };'] : []),
    ...(shape ? [`  expect(answer.json).toMatchObject({\n${indent(shape, '    ')}\n  });`] : []),
    ...brings.map(
      (one) => `  ${jsBrought(one, (name) => `response.headers()[${name}.toLowerCase()]`)}`,
    ),
    '});',
  ];
}

/** The members that the answer had in the record, each with its type: what a bank writes in them may differ. */
function shapeOf({ call }: ScriptCall): string | undefined {
  const json = parseJson(call.answer?.body ?? '');
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const members = Object.entries(json).flatMap(([name, value]) => {
    const type = { string: 'String', number: 'Number', boolean: 'Boolean' }[typeof value as string];
    const matcher =
      type ?? (Array.isArray(value) ? 'Array' : value === null ? undefined : 'Object');
    return matcher ? [`${jsString(name)}: expect.any(${matcher}),`] : [];
  });
  return members.length > 0 ? members.join('\n') : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
