import { err, ok, type Result } from '../result.ts';
import { type CurlCommand, readCurlOptions, splitOnce } from './curl-options.ts';
import { splitCommand } from './shell-words.ts';

/** The request that a curl command would send. */
export interface CurlRequest {
  method: string;
  /** with its query, to which `-G` adds the data */
  url: string;
  /** as given, and the content type that curl adds to data */
  headers: [name: string, value: string][];
  body?: string;
  /** `-u`: HTTP Basic */
  user?: { name: string; password: string };
  /** `--cert`: the connection has a client certificate */
  clientCertificate: boolean;
  /** names of files that the command would send; they are not read */
  files: string[];
  /** options and arguments that are not known */
  ignored: string[];
}

export interface CurlFault {
  kind: 'no_curl' | 'no_address' | 'unclosed_quote' | 'multipart';
}

/** Characters that are read: a token request is shorter by far. */
const LONGEST = 100_000;

/** Ends the command, when no quotes are around it. */
const END = /^(\||\|\||&|&&|;|<|>|>>|[12]>|2>&1)$/;

/**
 * Reads a pasted curl command: of bash, of the Windows prompt, of PowerShell. Nothing is run, no variable is
 * filled in and no file is read. Tolerant: what it does not know is listed and passed over.
 */
export function parseCurl(text: string): Result<CurlRequest, CurlFault> {
  const words = splitCommand(text.slice(0, LONGEST));
  if (!words.ok) return err({ kind: words.error });
  const start = words.value.findIndex(({ text }) => /(^|[/\\])curl(\.exe)?$/i.test(text));
  if (start < 0) return err({ kind: 'no_curl' });
  const own = words.value.slice(start + 1);
  const end = own.findIndex(({ text, quoted }) => !quoted && (END.test(text) || text === 'curl'));
  const command = readCurlOptions(
    own.slice(0, end < 0 ? own.length : end).map((word) => word.text),
  );
  if (command.form) return err({ kind: 'multipart' });
  if (command.url === undefined) return err({ kind: 'no_address' });
  return ok(requestOf({ ...command, url: command.url }));
}

function requestOf(command: CurlCommand & { url: string }): CurlRequest {
  const { headers, clientCertificate, files, ignored, user } = command;
  const data = command.data.filter((part) => part !== '');
  const sends = !command.get && (command.data.length > 0 || files.length > 0);
  const body = data.join(command.json ? '' : '&');
  const query = [...command.query.filter((part) => part !== ''), ...(command.get ? data : [])];
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type = command.json ? 'application/json' : 'application/x-www-form-urlencoded';
  const [name = '', password = ''] = splitOnce(user ?? '', ':');
  return {
    method: command.method ?? (sends ? 'POST' : 'GET'),
    url: withQuery(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(command.url) ? command.url : `https://${command.url}`,
      query,
    ),
    headers: sends && !typed ? [...headers, ['Content-Type', type]] : headers,
    ...(sends ? { body } : {}),
    ...(user === undefined ? {} : { user: { name, password } }),
    clientCertificate,
    files,
    ignored,
  };
}

function withQuery(url: string, parts: readonly string[]): string {
  const [address = ''] = url.split('#');
  if (parts.length === 0) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${parts.join('&')}`;
}
