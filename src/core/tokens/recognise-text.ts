import { parseAuthorizationResponse, responseParameters } from '../oauth/authorization-response.ts';
import type { Parameter } from '../oauth/parameter.ts';
import { parseCurl } from '../oauth/parse-curl.ts';
import { readBasic } from './basic-credentials.ts';
import {
  Cleaner,
  cleanText,
  type Removal,
  withoutBackslashes,
  withoutPercents,
} from './clean-text.ts';
import {
  type Findings,
  findInText,
  findTokens,
  namedTokens,
  parametersOfForm,
} from './find-tokens.ts';

export type { NamedToken } from './find-tokens.ts';

/** What pasted text turned out to be. */
export type RecognisedText = { kind: 'empty' } | (Recognised & Findings & { cleaned: Removal[] });

type Recognised =
  /** a redirect or any other URL, or the one of a curl command: its parameters */
  | { kind: 'url' | 'curl'; landedOn: string; parameters: Parameter[] }
  /** a JSON answer: its members */
  | { kind: 'json'; json: Record<string, unknown> }
  /** HAR, whole or one entry of it */
  | { kind: 'har' }
  | { kind: 'token' }
  /** any text, with tokens or credentials in it or without */
  | { kind: 'text' };

/**
 * Recognises what a person pasted: a token, an `Authorization` header, a JSON token answer, a URL, a curl
 * command, HAR, or text with any of these inside. Text that is none of them as it came is cleaned of what
 * terminals, mail and programs put around and into a token; what was taken away is listed.
 */
export function recogniseText(pasted: string): RecognisedText {
  const cleaner = new Cleaner();
  const read = readSound(pasted, cleaner) ?? readCleaned(pasted, cleaner);
  return read ? { ...read, cleaned: cleaner.removals } : { kind: 'empty' };
}

/** What needs no cleaning: a bare token, JSON or a URL. */
function readSound(pasted: string, cleaner: Cleaner): (Recognised & Findings) | undefined {
  return /^e[wyo][\w-]*\.[\w.~-]*$/.test(pasted)
    ? aloneAs(pasted, cleaner)
    : readWhole(pasted, cleaner);
}

/** JSON or a URL, as it stands. */
function readWhole(text: string, cleaner: Cleaner): (Recognised & Findings) | undefined {
  if (/^\s*[[{]/.test(text)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return undefined;
    }
    const found = findTokens(json, cleaner);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return { kind: 'text', ...found };
    }
    return isHar(json) ? { kind: 'har', ...found } : { kind: 'json', json: { ...json }, ...found };
  }
  const url = text.trim();
  if (!/^[a-z][\w+.-]*:\/\/\S+$/i.test(url)) return undefined;
  const response = parseAuthorizationResponse(url);
  if (!response) return undefined;
  const { landedOn } = response;
  const parameters = responseParameters(response);
  return { kind: 'url', landedOn, parameters, ...findTokens(parameters, cleaner) };
}

function isHar(json: object): boolean {
  return 'log' in json || ('request' in json && 'response' in json);
}

function readCleaned(pasted: string, cleaner: Cleaner): (Recognised & Findings) | undefined {
  const text = withoutBackslashes(cleanText(pasted, cleaner).trim(), cleaner);
  const lines = linesOf(text);
  const whole = readWhole(text, cleaner) ?? readWhole(lines.join(''), cleaner);
  if (whole) {
    // Line breaks between members of JSON are nothing to tell of.
    if (whole.kind === 'url') cleaner.add('line_breaks', lines.length - 1);
    return whole;
  }
  if (/(?:^|[\n$>])[ \t]*curl(?:\.exe)?\s/i.test(text)) {
    const curl = readCurl(text, cleaner);
    if (curl) return curl;
  }
  const [, scheme = '', sent = ''] =
    /^(?:["'](?=[a-z-]+[:\s]))?(?:(?:proxy-)?authorization\s*:\s*)?(?:(bearer|dpop|basic)\s+)?(.*)$/is.exec(
      text,
    ) ?? [];
  if (scheme.toLowerCase() === 'basic' && !/\s/.test(sent)) {
    return { kind: 'text', tokens: [], credentials: readBasic(sent) };
  }
  return readToken(sent, text, cleaner);
}

/** Lines without the blanks around them; those with nothing in them are left out. */
function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}

function readCurl(text: string, cleaner: Cleaner): (Recognised & Findings) | undefined {
  const read = parseCurl(text);
  if (!read.ok) return undefined;
  const { url, headers, body, user } = read.value;
  const pairs = headers.map(([name, value]) => ({ name, value }));
  const found = findTokens([pairs, url, body], cleaner);
  if (user) found.credentials.push({ user: user.name, secretLength: user.password.length });
  const response = parseAuthorizationResponse(url);
  const parameters = response ? responseParameters(response) : [];
  return { kind: 'curl', landedOn: response?.landedOn ?? url, parameters, ...found };
}

/** A token that stands alone, else what stands in the text. */
function readToken(sent: string, text: string, cleaner: Cleaner) {
  const word = withoutQuotes(sent, cleaner);
  if (word === '') return undefined;
  const isAlone = !/\s/.test(word);
  if (isAlone) {
    const plain = withoutPercents(word, cleaner);
    const whole = plain !== word ? readWhole(plain, cleaner) : undefined;
    if (whole) return whole;
    const form = parametersOfForm(plain);
    if (form) return { kind: 'text', ...findTokens(form, cleaner) } as const;
    if (!holdsAnother(plain)) return aloneAs(plain, cleaner);
  }
  const found = findInText(text, cleaner);
  const pieces = word.split(/\s+/);
  const lines = linesOf(word);
  // Broken where no width tells: nothing stands there but the one token.
  const isOne =
    /^e[wyo]/.test(word) &&
    found.tokens.length < 2 &&
    pieces.every((piece) => /^[\w.~=+/*-]+$/.test(piece));
  const isBroken = found.tokens.length === 0 && lines.length === pieces.length && !isAlone;
  if (isOne || (isBroken && found.credentials.length === 0)) {
    if (found.tokens.length === 0) cleaner.add('line_breaks', lines.length - 1);
    cleaner.add('blanks', pieces.length - lines.length);
    return aloneAs(pieces.join(''), cleaner);
  }
  return { kind: 'text', ...found } as const;
}

const AROUND = '"\'`,; \t\r\n';

function withoutQuotes(text: string, cleaner: Cleaner): string {
  let [start, end] = [0, text.length];
  while (start < end && AROUND.includes(text.charAt(start))) start += 1;
  while (end > start && AROUND.includes(text.charAt(end - 1))) end -= 1;
  const around = text.slice(0, start) + text.slice(end);
  cleaner.add('quotes', around.match(/["'`]/g)?.length ?? 0);
  return text.slice(start, end);
}

function aloneAs(token: string, cleaner: Cleaner): Recognised & Findings {
  return { kind: 'token', tokens: namedTokens('', token, cleaner), credentials: [] };
}

/** True for one word that has more in it than a token, such as `name=token`. */
function holdsAnother(word: string): boolean {
  return (
    !/^e[wyo]/.test(word) &&
    /(^|[^\w.~-])(e[wyo][\w-]{6,}\.|access_token|refresh_token|id_token)/.test(word)
  );
}
