import type { HttpRequest } from '../oauth/http-message.ts';
import { type ScriptField, type ScriptRequest, scriptRequest } from './script-request.ts';
import type { ScriptText } from './script-text.ts';
import { VariableNames } from './variable-names.ts';

/**
 * A recorded request as a command for bash. Each secret becomes a shell variable such as
 * `$ACCESS_TOKEN`, to be set before; a second one of its kind becomes `$ACCESS_TOKEN_2`.
 */
export function curlCommand(request: HttpRequest): string {
  const parts = curlWords(scriptRequest(request, new VariableNames()));
  return ['curl', ...parts].join(' \\\n  ');
}

/** What stands behind `curl`, one line each. Fields are encoded by curl, since only the shell knows a variable's value. */
export function curlWords({ method, address, query, headers, body }: ScriptRequest): string[] {
  const parts: string[][] = [];
  if (hasBrackets(address)) parts.push(['--globoff']);
  if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(['--request', method]);
  parts.push([bashWord(address)]);
  for (const [name, value] of headers) {
    // With a colon and no value curl would drop the header.
    const line = value.length === 0 ? [{ text: `${name};` }] : behind(`${name}: `, value);
    parts.push(['--header', bashWord(line)]);
  }
  if (query.length > 0 && method === 'GET') parts.push(['--get']);
  parts.push(...fields(method === 'GET' ? '--data-urlencode' : '--url-query', query));
  if (body?.kind === 'form') parts.push(...fields('--data-urlencode', body.fields));
  if (body?.kind === 'text') parts.push(['--data-raw', bashWord(body.text)]);
  return parts.map((words) => words.join(' '));
}

/** Text as one bash word: single quotes around what is fixed, double ones around variables. */
export function bashWord(text: ScriptText): string {
  const words = text.map((piece) =>
    'text' in piece
      ? `'${piece.text.replaceAll("'", String.raw`'\''`)}'`
      : `"$${piece.variable.toUpperCase()}"`,
  );
  return words.join('') || "''";
}

function fields(option: string, parameters: readonly ScriptField[]): string[][] {
  return parameters.map(({ name, value }) => [
    option,
    bashWord(behind(`${encodeURIComponent(name)}=`, value)),
  ]);
}

/** Text behind a fixed beginning. */
function behind(beginning: string, text: ScriptText): ScriptText {
  const [first, ...rest] = text;
  return first && 'text' in first
    ? [{ text: beginning + first.text }, ...rest]
    : [{ text: beginning }, ...text];
}

function hasBrackets(address: ScriptText): boolean {
  return address.some((piece) => 'text' in piece && /[[\]{}]/.test(piece.text));
}
