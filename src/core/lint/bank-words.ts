import { maskText } from '../flow/mask.ts';
import { type HttpAnswer, headerOf } from '../oauth/http-message.ts';
import { parseObject } from '../oauth/token-response.ts';

/** Characters of a bank's text that a finding quotes. */
const LONGEST = 300;

/** A bank's own words, as a finding may quote them: cut, tokens masked, control characters made visible. */
export function bankWords(text: string | undefined): string {
  const masked = maskText(text ?? '', []);
  const characters = [...visibleText(masked)];
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST).join('')}…`
    : characters.join('');
}

/** Text whose control characters, and those that turn text around, are written as JSON escapes them. */
export function visibleText(text: string, kept = ''): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return isInvisible(code) && !kept.includes(character)
        ? `\\u${code.toString(16).padStart(4, '0')}`
        : character;
    })
    .join('');
}

/** Members that say why, in the error objects of the standards. */
const REASONS = [
  ...['error', 'code', 'error_description', 'errorMessage', 'message', 'text'],
  ...['ErrorCode', 'Code', 'Message'],
];

/** What an API says about its refusal: the challenge, else the first text member that speaks of an error. */
export function statedReason(answer: HttpAnswer): string {
  const challenge = headerOf(answer, 'www-authenticate');
  const json = parseObject(answer.body);
  const list = json?.tppMessages ?? json?.Errors;
  const first = Array.isArray(list) ? list[0] : undefined;
  const members = [json, ...(typeof first === 'object' && first !== null ? [first] : [])].flatMap(
    (object: Record<string, unknown> | undefined) => REASONS.map((name) => object?.[name]),
  );
  const said = members.filter((value) => typeof value === 'string' && value !== '');
  return bankWords([challenge, ...said].filter((part) => part !== undefined).join(' · '));
}

/** Control characters, and those that turn the direction of text around. */
function isInvisible(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0xfeff
  );
}
