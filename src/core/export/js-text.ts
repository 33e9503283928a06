import type { Brought, FlowScript } from './flow-script.ts';
import type { ScriptRequest } from './script-request.ts';
import { isOpen, type ScriptText, writeText } from './script-text.ts';

/** Text as a JavaScript expression; variables are members of `values`. */
export function jsText(text: ScriptText): string {
  const [only] = text;
  if (text.length === 1 && only && 'variable' in only) return `values.${only.variable}`;
  if (!isOpen(text)) return jsString(writeText(text, same, same));
  const inner = (fixed: string) =>
    fixed
      .replace(/[\\`]|\$(?=\{)/g, String.raw`\$&`)
      // A text of several lines would be indented with the code around it.
      .replaceAll('\r', String.raw`\r`)
      .replaceAll('\n', String.raw`\n`);
  return `\`${writeText(text, inner, (name) => `\${values.${name}}`)}\``;
}

/** A string literal in single quotes, safe in every script. */
export function jsString(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)}'`;
}

/** The address of a request as an expression; what varies in its query is encoded as it is put together. */
export function jsAddress({ address, query }: ScriptRequest): string {
  return query.length === 0 ? jsText(address) : `${jsText(address)} + '?' + ${jsFields(query)}`;
}

/** Fields as a query or form, put together when they are known. */
export function jsFields(fields: ScriptRequest['query']): string {
  const pairs = fields.map(({ name, value }) => `  [${jsString(name)}, ${jsText(value)}],`);
  return `new URLSearchParams([\n${pairs.join('\n')}\n])`;
}

/** Method, headers and body as members of an object literal, one line or more each; the body under its name there. */
export function jsMembers({ method, headers, body }: ScriptRequest, bodyName: string): string[] {
  // As an object they could not repeat, and no server of a bank wants that.
  const pairs = headers.map(([name, value]) => `  ${jsString(name)}: ${jsText(value)},`);
  const form = body?.kind === 'form' ? `${jsFields(body.fields)}.toString()` : undefined;
  const text = body?.kind === 'text' ? jsText(body.text) : undefined;
  return [
    `method: ${jsString(method)},`,
    ...(pairs.length > 0 ? [`headers: {\n${pairs.join('\n')}\n},`] : []),
    ...(body ? [`${bodyName}: ${form ?? text},`] : []),
  ];
}

/** A member of a JSON value by the path that a capture has. */
export function jsMember(value: string, path: string): string {
  return (
    value +
    path
      .split('.')
      .map((name) => `?.[${jsString(name)}]`)
      .join('')
  );
}

/** The claims of a JWT, read and not verified; an empty object for what is none. @param jwt an expression */
export function jsJwt(jwt: string): string {
  return `JSON.parse(Buffer.from((${jwt}).split('.')[1] ?? '', 'base64url').toString() || '{}')`;
}

/** The import line of what makes random values and challenges; none where none are made. */
export function cryptoImport({ variables }: FlowScript): string[] {
  const has = (kind: string) => variables.some(({ source }) => source.kind === kind);
  const names = [
    ...(has('challenge') ? ['createHash'] : []),
    ...(has('fresh') ? ['randomBytes'] : []),
  ];
  return names.length > 0 ? [`import { ${names.join(', ')} } from 'node:crypto';`] : [];
}

export function indent(lines: string, by: string): string {
  return lines.replace(/^(?=.)/gm, by);
}

/** `values.access_token = …` for what an answer brings. */
export function jsBrought(
  { variable, from, path }: Brought,
  header: (name: string) => string,
): string {
  const found = from === 'header' ? header(jsString(path)) : jsMember('answer.json', path);
  return `values.${variable} = ${found};`;
}

function same(text: string): string {
  return text;
}
