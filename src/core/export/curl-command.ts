import { splitMarks, withoutMarks } from '../flow/secret-marks.ts';
import type { HttpRequest } from '../oauth/http-message.ts';
import { type Parameter, parseParameters } from '../oauth/parameter.ts';

/**
 * A recorded request as a command for bash. Each secret becomes a shell variable such as
 * `$ACCESS_TOKEN`, to be set before; a second one of its kind becomes `$ACCESS_TOKEN_2`.
 */
export function curlCommand(request: HttpRequest): string {
  const { method, url, headers, body } = request;
  const quote = quoter();
  const parts: string[][] = [];
  const [address, query] = splitQuery(url);
  const secretQuery = withoutMarks(url) !== url;
  const usual = body === undefined ? 'GET' : 'POST';
  if (method !== usual) parts.push(['--request', method]);
  parts.push([quote(secretQuery ? address : url)]);
  if (/[[\]{}]/.test(withoutMarks(url))) parts.unshift(['--globoff']);
  for (const [name, value] of headers) {
    // With a colon and no value curl would drop the header.
    const line = value === '' ? `${name};` : `${name}: ${value}`;
    parts.push(['--header', quote(line, /^basic /i.test(value) ? 'BASIC_CREDENTIALS' : 'SECRET')]);
  }
  if (secretQuery && method === 'GET') parts.push(['--get']);
  if (secretQuery) {
    const option = method === 'GET' ? '--data-urlencode' : '--url-query';
    parts.push(...fields(option, parseParameters(query), quote));
  }
  if (body !== undefined) {
    parts.push(
      ...(isForm(headers)
        ? fields('--data-urlencode', parseParameters(body), quote)
        : [['--data-raw', quote(body)]]),
    );
  }
  return ['curl', ...parts.map((words) => words.join(' '))].join(' \\\n  ');
}

/** Fields that curl encodes itself, since only the shell knows the value of a variable. */
function fields(option: string, parameters: readonly Parameter[], quote: Quote): string[][] {
  return parameters.map(({ name, value }) => [
    option,
    quote(`${encodeURIComponent(name)}=${value}`),
  ]);
}

/** Writes text as one bash word; a secret of unknown kind becomes a variable named `masked`. */
type Quote = (text: string, masked?: string) => string;

/** Single quotes around what is fixed, double ones around variables; equal secrets share a variable. */
function quoter(): Quote {
  const names = new Map<string, string>();
  const taken = new Map<string, number>();
  const nameOf = (base: string, fingerprint: string) => {
    const key = `${base}#${fingerprint}`;
    const known = fingerprint === '' ? undefined : names.get(key);
    if (known) return known;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const name = count === 1 ? base : `${base}_${count}`;
    names.set(key, name);
    return name;
  };
  return (text, masked = 'SECRET') => {
    const words = splitMarks(text).map((piece) => {
      if ('text' in piece) return `'${piece.text.replaceAll("'", String.raw`'\''`)}'`;
      const base = piece.kind === 'masked' ? masked : piece.kind.toUpperCase();
      return `"$${nameOf(base, piece.fingerprint)}"`;
    });
    return words.join('') || "''";
  };
}

/** Address and query; a fragment never travels. */
function splitQuery(url: string): [address: string, query: string] {
  const flat = withoutMarks(url);
  const end = flat.includes('#') ? flat.indexOf('#') : url.length;
  const at = flat.slice(0, end).indexOf('?');
  return at < 0 ? [url.slice(0, end), ''] : [url.slice(0, at), url.slice(at + 1, end)];
}

function isForm(headers: HttpRequest['headers']): boolean {
  return headers.some(
    ([name, value]) =>
      name.toLowerCase() === 'content-type' &&
      value.toLowerCase().startsWith('application/x-www-form-urlencoded'),
  );
}
