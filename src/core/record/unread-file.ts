import { isSecretName, withoutSecretText } from '../banks/import/secret-text.ts';
import { MASKED } from '../flow/secret.ts';

/** What is stored and could not be read, as it comes from the worker: `text` is JSON, with known secrets masked. */
export interface UnreadText {
  /** where it is stored, and its name there */
  id: string;
  text: string;
}

/** A code is a secret in a query or a form; a key's private members have one or two letters. @see RFC 7517 */
const MORE_SECRETS = /^(?:code|access_code|authorization_?code|d|p|q|dp|dq|qi|k|secret|pin|otp)$/i;
const HEADER = /^(?:set-)?cookie$|authorization$/i;
const MARK = /^\{\{[a-z_]+#[0-9a-f]*\}\}$/;

/**
 * A file for whoever looks into it. A stranger may have written what stands in it: besides what is known to be secret,
 * all goes that stands under a secret's name or looks like a secret.
 */
export function writeUnreadFile(
  entries: readonly UnreadText[],
  { version, at }: { version: string; at: string },
): string {
  const unread = entries.map(({ id, text }) => ({ id: clean(id), value: readText(text) }));
  return `${JSON.stringify({ format: 'psd2-oauth-unread', version, at, unread }, null, 2)}\n`;
}

/** Where masking has left no JSON, the text itself. */
function readText(text: string): unknown {
  try {
    return without(JSON.parse(text), '');
  } catch {
    return withoutSecretText(text);
  }
}

function without(value: unknown, under: string): unknown {
  if (typeof value === 'string')
    return isSecret(under) && !MARK.test(value) ? MASKED : clean(value);
  if (Array.isArray(value)) {
    // A header is a pair of texts.
    const [name, ...rest] = value;
    const isPair = typeof name === 'string' && rest.length === 1;
    return value.map((one, at) => without(one, isPair && at === 1 ? name : under));
  }
  if (typeof value !== 'object' || value === null) return value;
  const { name } = value as { name?: unknown };
  return Object.fromEntries(
    Object.entries(value).map(([member, one]) => {
      const under = member === 'value' && typeof name === 'string' ? name : member;
      return [clean(member), without(one, under)];
    }),
  );
}

/** JSON within a text hides its names from nobody. */
function clean(text: string): string {
  try {
    const inner: unknown = JSON.parse(text);
    if (typeof inner === 'object' && inner !== null) return JSON.stringify(without(inner, ''));
  } catch {
    // No JSON.
  }
  return withoutSecretText(text);
}

function isSecret(name: string): boolean {
  return isSecretName(name) || MORE_SECRETS.test(name) || HEADER.test(name);
}
