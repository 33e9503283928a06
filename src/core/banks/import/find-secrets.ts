import type { ProfileFile } from './read-profile-files.ts';
import { isSecretName, withoutSecretText, withoutSecretValue } from './secret-text.ts';

/** Members and positions from the top of a file. */
export type FilePath = readonly (string | number)[];

/**
 * Where in a profile file something looks like a secret: a client secret outside of practice environments,
 * a private key, a JWT, `Basic` or `Bearer` credentials, a password in an address, and literal text in a
 * template under a name such as `client_secret`.
 */
export function findSecrets(file: ProfileFile): FilePath[] {
  return [...textsOf(file, [])]
    .filter(([path, text]) => withoutSecret(file, path, text) !== text)
    .map(([path]) => path);
}

/** A copy without the secrets at these paths: the rest of a text stays, and a template sends nothing. */
export function withoutSecrets(file: ProfileFile, paths: readonly FilePath[]): ProfileFile {
  const wanted = new Set(paths.map((path) => JSON.stringify(path)));
  const copy = (value: unknown, path: FilePath): unknown => {
    if (typeof value === 'string') {
      return wanted.has(JSON.stringify(path)) ? withoutSecret(file, path, value) : value;
    }
    if (Array.isArray(value)) return value.map((element, at) => copy(element, [...path, at]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, copy(member, [...path, name])]),
    );
  };
  return copy(file, []) as ProfileFile;
}

function* textsOf(value: unknown, path: FilePath): Iterable<[FilePath, string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  const parts: Iterable<[string | number, unknown]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(value);
  for (const [name, part] of parts) yield* textsOf(part, [...path, name]);
}

function withoutSecret(file: ProfileFile, path: FilePath, text: string): string {
  const name = nameSentWith(file, path);
  if (name !== undefined) return withoutSecretValue(name, text);
  if (isOwnSecret(file, path)) return '';
  return withoutSecretText(text);
}

/** The name under which a template sends a text; `undefined` for all other texts. */
function nameSentWith(file: ProfileFile, path: FilePath): string | undefined {
  const [top, , part, name, member] = path;
  if (top !== 'requests') return undefined;
  if (part === 'headers' || part === 'substitute') return String(name);
  if (part !== 'parameters' || member !== 'value') return undefined;
  const sent = at(file, [...path.slice(0, -1), 'name']);
  return typeof sent === 'string' ? sent : '';
}

/** The start values of a form: a practice bank prints its secret, everybody else keeps it. */
function isOwnSecret(file: ProfileFile, path: FilePath): boolean {
  const [top, key, part, name] = path;
  if (top === 'environments' && part === 'defaults' && name === 'clientSecret') {
    return at(file, ['environments', key ?? '', 'kind']) !== 'practice' && at(file, path) !== '';
  }
  return top === 'variables' && part === 'default' && isSecretName(String(key));
}

function at(value: unknown, path: FilePath): unknown {
  return path.reduce<unknown>(
    (found, part) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, part)
        ? (found as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
