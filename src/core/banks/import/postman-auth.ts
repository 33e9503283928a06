/** The OAuth settings of a Postman collection, folder or request. */
export interface PostmanAuth {
  /** names of the folders and the request that it stands in, outermost first; empty where it was pasted alone */
  place: readonly string[];
  /** by Postman's names: `accessTokenUrl`, `clientId`, … Variables that the collection tells are filled in */
  values: Readonly<Record<string, string>>;
  /** what is added to the requests, by `authRequestParams`, `tokenRequestParams` */
  added: Readonly<Record<string, readonly PostmanParameter[]>>;
}

interface PostmanParameter {
  key: string;
  value: string;
  send_as: string;
}

/** Folders in folders that are looked into. */
const DEEPEST = 32;

/**
 * The OAuth 2.0 settings in a Postman collection (v2.0 and v2.1) or in a block that was pasted alone, each once;
 * empty where there are none.
 *
 * @see Postman Collection Format 2.1.0, `auth`
 */
export function findPostmanAuths(json: unknown): PostmanAuth[] {
  const found = new Map<string, PostmanAuth>();
  const { variable } = membersOf(json);
  const variables = new Map(
    listOf(variable).map((one) => {
      const { key, id, value } = membersOf(one);
      return [textOf(key) || textOf(id), textOf(value)];
    }),
  );
  const fill = (text: string) =>
    text.replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => variables.get(name.trim()) || whole);
  const look = (value: unknown, place: readonly string[], depth: number) => {
    const { auth, request, item } = membersOf(value);
    const block = isBlock(value) ? value : [auth, membersOf(request).auth].find(isBlock);
    if (block !== undefined) {
      const read = readBlock(block, place, fill);
      const key = JSON.stringify([read.values, read.added]);
      if (!found.has(key)) found.set(key, read);
    }
    if (depth >= DEEPEST) return;
    for (const one of listOf(item)) look(one, [...place, textOf(membersOf(one).name)], depth + 1);
  };
  look(json, [], 0);
  return [...found.values()];
}

function isBlock(value: unknown): boolean {
  const { type, oauth2 } = membersOf(value);
  return type === 'oauth2' || (type === undefined && Array.isArray(oauth2));
}

function readBlock(
  block: unknown,
  place: readonly string[],
  fill: (text: string) => string,
): PostmanAuth {
  const { oauth2 } = membersOf(block);
  // Version 2.0 has an object where 2.1 has a list.
  const pairs: [string, unknown][] = Array.isArray(oauth2)
    ? oauth2.map((one) => [textOf(membersOf(one).key), membersOf(one).value])
    : Object.entries(membersOf(oauth2));
  const values: Record<string, string> = {};
  const added: Record<string, PostmanParameter[]> = {};
  for (const [name, value] of pairs) {
    if (Array.isArray(value)) added[name] = value.flatMap((one) => readParameter(one, fill));
    else if (textOf(value) !== '') values[name] = fill(textOf(value));
  }
  return { place, values, added };
}

function readParameter(one: unknown, fill: (text: string) => string): PostmanParameter[] {
  const { key, value, enabled, send_as } = membersOf(one);
  if (textOf(key) === '' || enabled === false) return [];
  return [{ key: textOf(key), value: fill(textOf(value)), send_as: textOf(send_as) }];
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
