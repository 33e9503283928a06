import { encode } from './parameter.ts';

/** Options by their one letter. */
const LETTERS: Record<string, string> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  G: 'get',
  I: 'head',
  F: 'form',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  E: 'cert',
};

/** Letters of other options that take a value, and of those that take none. */
const OTHER_VALUE_LETTERS = 'CDKPQTUYcmoqrtwxyz';
const OTHER_FLAG_LETTERS = 'kSsLivfgjnNOJRZ012346#';

/** Options that are understood and take a value. */
const VALUES = names(
  'request header url url-query json oauth2-bearer form-string data data-ascii data-raw',
  'data-binary data-urlencode user form user-agent referer cookie cert',
);

/** Options that take a value and say nothing of the request. */
const OTHER_VALUES = names(
  'output write-out config dump-header cookie-jar stderr trace trace-ascii cacert',
  'capath cert-type key key-type pass pinnedpubkey ciphers tls-max connect-timeout',
  'max-time retry retry-delay retry-max-time max-redirs limit-rate proxy proxy-user',
  'noproxy resolve connect-to interface unix-socket dns-servers range upload-file',
  'aws-sigv4 proto proto-default keepalive-time',
);

/** Options that take no value and say nothing of the request. */
const OTHER_FLAGS = names(
  'insecure silent show-error location location-trusted include verbose compressed fail',
  'fail-with-body globoff no-buffer progress-bar path-as-is http1.0 http1.1 http2 http3',
  'tlsv1.2 tlsv1.3 ipv4 ipv6 basic raw',
);

const LONGEST_ADDRESS = 8192;

/** The options of a curl command, each understood by itself. */
export interface CurlCommand {
  url?: string;
  method?: string;
  headers: [string, string][];
  data: string[];
  query: string[];
  get: boolean;
  json: boolean;
  form: boolean;
  user?: string;
  clientCertificate: boolean;
  files: string[];
  ignored: string[];
}

/** Reads the words behind `curl`. What is known and says nothing of the request is dropped. */
export function readCurlOptions(words: readonly string[]): CurlCommand {
  const command: CurlCommand = {
    ...{ headers: [], data: [], query: [], files: [], ignored: [] },
    ...{ get: false, json: false, form: false, clientCertificate: false },
  };
  // The next word stands last: taking the first of a long list moves all others.
  const left = words.toReversed();
  for (let word = left.pop(); word !== undefined; word = left.pop()) {
    if (/^--\w/.test(word)) {
      const [name = '', value] = splitOnce(word.slice(2), '=');
      if (VALUES.has(name)) applyOption(command, name, value ?? left.pop() ?? '');
      else if (!OTHER_VALUES.has(name)) applyFlag(command, name, word);
      else if (value === undefined) left.pop();
    } else if (/^-\w/.test(word)) {
      readLetters(command, word.slice(1), left);
    } else if (command.url === undefined && looksLikeAddress(word)) {
      command.url = word;
    } else {
      command.ignored.push(word);
    }
  }
  return command;
}

/** `-sSL`, `-XPOST`, `-u id:secret`: a letter with a value takes the rest of the word, else the next one. */
function readLetters(command: CurlCommand, letters: string, left: string[]): void {
  for (const [at, letter] of [...letters].entries()) {
    const name = LETTERS[letter] ?? letter;
    const takesValue = VALUES.has(name) || OTHER_VALUE_LETTERS.includes(letter);
    if (!takesValue) {
      applyFlag(command, name, `-${letter}`);
      continue;
    }
    const attached = letters.slice(at + 1);
    const value = attached === '' ? (left.pop() ?? '') : attached;
    if (VALUES.has(name)) applyOption(command, name, value);
    return;
  }
}

function applyFlag(command: CurlCommand, name: string, written: string): void {
  if (name === 'get') command.get = true;
  else if (name === 'head') command.method ??= 'HEAD';
  else if (!OTHER_FLAGS.has(name) && !(name.length === 1 && OTHER_FLAG_LETTERS.includes(name))) {
    command.ignored.push(written);
  }
}

function applyOption(command: CurlCommand, name: string, value: string): void {
  switch (name) {
    case 'request':
      command.method = value.toUpperCase();
      return;
    case 'url':
      command.url ??= value;
      return;
    case 'header':
      command.headers.push(...headerOf(value));
      return;
    case 'user-agent':
    case 'referer':
    case 'cookie':
      command.headers.push([HEADERS[name], value]);
      return;
    case 'oauth2-bearer':
      command.headers.push(['Authorization', `Bearer ${value}`]);
      return;
    case 'user':
      command.user = value;
      return;
    case 'cert':
      command.clientCertificate = true;
      return;
    case 'form':
    case 'form-string':
      command.form = true;
      return;
    case 'url-query':
      command.query.push(urlEncoded(command, value));
      return;
    case 'data-urlencode':
      command.data.push(urlEncoded(command, value));
      return;
    case 'json':
      command.json = true;
      command.data.push(value);
      return;
    default:
      if (value.startsWith('@') && name !== 'data-raw') command.files.push(value.slice(1));
      else command.data.push(value);
  }
}

const HEADERS = { 'user-agent': 'User-Agent', referer: 'Referer', cookie: 'Cookie' } as const;

/** `Name: value`, and `Name;` for an empty one; `Name:` takes a header away. */
function headerOf(line: string): [string, string][] {
  const empty = /^([^:;]+);$/.exec(line.trim());
  if (empty) return [[empty[1] ?? '', '']];
  const [name, value = ''] = splitOnce(line, ':');
  return value.trim() === '' ? [] : [[name.trim(), value.trim()]];
}

/** `content`, `=content` and `name=content` are encoded; `@file` and `name@file` name a file. */
function urlEncoded(command: CurlCommand, value: string): string {
  const at = value.search(/[=@]/);
  if (at < 0) return encode(value, 'percent');
  const name = value.slice(0, at);
  if (value[at] === '@') {
    command.files.push(value.slice(at + 1));
    return '';
  }
  const content = encode(value.slice(at + 1), 'percent');
  return name === '' ? content : `${name}=${content}`;
}

/** With a scheme, or a host as in `server.example/token`, `localhost:8080` and `$HOST/token`. */
function looksLikeAddress(word: string): boolean {
  if (word.length > LONGEST_ADDRESS) return false;
  return (
    /^[a-z][a-z0-9+.-]*:\/\/\S/i.test(word) ||
    /^[^\s/@=]+\.[^\s/@=]+(:\d+)?([/?].*)?$/.test(word) ||
    /^(localhost|[^\s/@=]+:\d+)([/?:].*)?$/i.test(word) ||
    /^[$<{][^\s@=]*\/\S/.test(word)
  );
}

/** A text before and behind the first separator. */
export function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function names(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}
