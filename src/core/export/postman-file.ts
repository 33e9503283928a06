import { bracesBody, bracesText, ENCODED, EncodedBraces } from './braces.ts';
import {
  callLabel,
  callNotes,
  type ExportContext,
  headLines,
  oneLine,
  openingNotes,
  sourceWords,
} from './export-words.ts';
import type { Brought, FlowScript, ScriptAuthorization, ScriptCall } from './flow-script.ts';
import { beginsAnew, freshScript, type ScriptAccess, signedCode } from './fresh-script.ts';
import { jsMember, jsString } from './js-text.ts';
import type { ScriptRequest } from './script-request.ts';
import { scriptValues } from './script-values.ts';

/** The flow as a Postman collection that hands values on by itself. @see Postman Collection Format v2.1.0 */
export function postmanFile(script: FlowScript, context: ExportContext): string {
  const values = scriptValues(script, context.secrets);
  const { bank, plan } = script.flow.started;
  const collection = {
    info: {
      name: oneLine(`${bank}: ${plan.draft.grant}`),
      description: headLines(script, context).join('\n\n'),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: script.steps.map((step) =>
      step.kind === 'call'
        ? callItem(step, script, values, context)
        : authorizationItem(step, script, values, context),
    ),
    variable: script.variables.map((variable) => ({
      key: variable.name,
      value: values.get(variable.name) ?? '',
      type: 'string',
      description: sourceWords(variable, context),
    })),
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

type Values = ReadonlyMap<string, string>;

/** A GET of it shows the address with its variables filled in; a bank that approves at once answers with a code. */
function authorizationItem(
  step: ScriptAuthorization,
  script: FlowScript,
  values: Values,
  context: ExportContext,
) {
  const encoded = new EncodedBraces(script, values);
  const label = context.say('export_step_authorize');
  const { code, signed, answer } = step;
  return item(label, openingNotes(script, context), requestOf(step.request, encoded), {
    before: [...freshFor(step, script), ...encodeLines(encoded)],
    after: [
      "const [, ...answer] = (pm.response.headers.get('Location') || '').split(/[?#]/);",
      ...(signed
        ? signedCode(step, ACCESS)
        : [
            `const code = answer.join('&').match(/(?:^|&)${answer.code}=([^&]*)/);`,
            `if (code) pm.collectionVariables.set('${code}', decodeURIComponent(code[1]));`,
          ]),
    ],
  });
}

function callItem(step: ScriptCall, script: FlowScript, values: Values, context: ExportContext) {
  const encoded = new EncodedBraces(script, values);
  const { call, brings } = step;
  const status = call.answer?.status;
  const request = requestOf(step.request, encoded);
  return item(callLabel(step, script, context), callNotes(step, script, context), request, {
    before: [...freshFor(step, script), ...encodeLines(encoded)],
    after: [
      ...(status
        ? [`pm.test('status ${status}', () => pm.response.to.have.status(${status}));`]
        : []),
      ...brings.map(broughtLine),
    ],
  });
}

function item(
  name: string,
  notes: readonly string[],
  request: object,
  scripts: { before: string[]; after: string[] },
) {
  const event = (listen: string, exec: string[]) =>
    exec.length > 0 ? [{ listen, script: { type: 'text/javascript', exec } }] : [];
  return {
    name,
    event: [...event('prerequest', scripts.before), ...event('test', scripts.after)],
    protocolProfileBehavior: { followRedirects: false, disableUrlEncoding: false },
    request: { ...request, ...(notes.length > 0 && { description: notes.join('\n') }) },
  };
}

function requestOf(
  { method, address, query, headers, body }: ScriptRequest,
  encoded: EncodedBraces,
) {
  const search = encoded.fields(query);
  const form = body?.kind === 'form' && {
    mode: 'urlencoded',
    urlencoded: body.fields.map(({ name, value }) => ({
      key: name,
      value: bracesText(value),
      type: 'text',
    })),
  };
  const raw = body?.kind === 'text' && { mode: 'raw', raw: bracesBody(body.text) };
  return {
    method,
    header: headers.map(([key, value]) => ({ key, value: bracesText(value) })),
    url: bracesText(address) + (search && `?${search}`),
    ...(body && { body: form || raw }),
  };
}

function broughtLine({ variable, from, path }: Brought): string {
  const value =
    from === 'header'
      ? `pm.response.headers.get(${jsString(path)})`
      : jsMember('pm.response.json()', path);
  return `pm.collectionVariables.set('${variable}', ${value});`;
}

const ACCESS: ScriptAccess = {
  read: (name) => `pm.variables.get('${name}')`,
  set: (name, value) => `pm.collectionVariables.set('${name}', ${value})`,
};

function freshFor(step: FlowScript['steps'][number], script: FlowScript): string[] {
  return beginsAnew(step, script) ? freshScript(script, ACCESS) : [];
}

function encodeLines({ wanted }: EncodedBraces): string[] {
  return [...wanted].map(
    (name) => `${ACCESS.set(name + ENCODED, `encodeURIComponent(${ACCESS.read(name)})`)};`,
  );
}
