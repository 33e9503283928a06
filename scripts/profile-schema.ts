import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { bankProfileSchema } from '../src/core/banks/bank-profile.ts';

/** Writes `docs/bank-profile.schema.json`, by which editors check profile files and explain their fields. */
export const SCHEMA_FILE = fileURLToPath(
  new URL('../docs/bank-profile.schema.json', import.meta.url),
);

/** A part of a JSON Schema, as far as it is looked at here. */
export interface JsonSchema {
  description?: string;
  type?: string | string[];
  enum?: (string | null)[];
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  [keyword: string]: unknown;
}

/** Field → what an editor says of it. `*` stands for any name of a map, `[]` for any position of a list. */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  id: 'Small letters, digits and hyphens. Unique among all profiles; choose one that does not ship with the tool.',
  group: 'The bank group as people know it.',
  label: 'What this profile is for, e.g. "Account information (AISP)".',
  standard: 'The standard that the bank follows, as a slug: stet, berlin-group, obie, oidc …',
  dialect: 'The standard as people write it.',
  service:
    'aisp: account information; pisp: payments; cbpii: confirmation of funds; api: anything else.',
  countries: 'ISO 3166 codes. Empty: any country.',
  bankVariable: 'The variable whose options are the banks of the group.',
  variables: 'What a person fills in or chooses, by the name under which templates use it.',
  'variables.*.label': 'The name of the field in the form.',
  'variables.*.hint': 'A sentence below the field.',
  'variables.*.default': 'What the field starts with.',
  'variables.*.pattern': 'A regular expression that the whole value has to fit.',
  'variables.*.optional': 'The field may stay empty.',
  'variables.*.options': 'The values to choose from. Without it anything can be typed.',
  'variables.*.options.[].key': 'Unique in the list.',
  'variables.*.options.[].value': 'What templates receive. Absent: the key.',
  'variables.*.options.[].environments': 'The environments that serve it. Absent: all.',
  'variables.*.options.[].sets':
    'Further names that this choice fills; every option has to set the same ones.',
  environments: 'Where the bank can be reached, by a name such as sandbox or live.',
  'environments.*.kind': 'live is locked in the panel until it is unlocked for the bank.',
  'environments.*.endpoints':
    'Addresses, which may hold places of variables. Request templates use them by these names.',
  'environments.*.endpoints.apiBase': 'The beginning of the addresses of API calls.',
  'environments.*.endpoints.metadata': 'The metadata document of the server. RFC 8414',
  'environments.*.defaults': 'What the form starts with here.',
  'environments.*.defaults.clientSecret':
    'Only for practice banks. A profile holds no real secret.',
  clientAuthentication:
    'How the client proves itself at the token endpoint, the usual way first. RFC 8414 names, and: in_template (id and secret stand where the templates put them), http_signature, self_signed_jwt.',
  clientAssertion:
    'What the bank wants of the JWT that a client signs (private_key_jwt): whom it is for, and the signature algorithms.',
  clientCertificate: 'Whether connections need a client certificate (QWAC).',
  clientId: 'The form that a client_id has at this bank.',
  'clientId.example': 'Visibly fake.',
  'clientId.dummies':
    'Ids that the bank prints in its own examples: left in place they never work.',
  pkce: 'RFC 7636. undocumented: the bank does not mention it, and it is off.',
  state: 'Whether the bank wants state. Absent: as in RFC 6749.',
  nonce: 'Whether the bank wants a nonce. Absent: none is sent.',
  requestObject:
    'What the bank wants of an authorization request as a signed JWT: whom it is for, the signature algorithms, further claims, parameters beside it. RFC 9101',
  tokenBinding: 'By what the bank ties tokens to the client: dpop (RFC 9449), mtls (RFC 8705).',
  resource: 'The APIs that a token is asked for, as templates of their addresses. RFC 8707',
  authorizationDetails:
    'What the customer is asked for in detail: the types that the bank knows, and the members of each. RFC 9396',
  pushedRequests: 'Whether authorization requests are pushed first. RFC 9126',
  issuerInResponse: 'Whether the answer of the redirect has iss. RFC 9207',
  idToken:
    'Of ID tokens: algorithms, those that the bank signs with. Absent: any that takes a key pair.',
  redirectAnswer:
    'Where the answer of the redirect stands, and what its members are called if not as in RFC 6749.',
  tokenAnswer:
    "What the members of a token answer are called here: RFC 6749 name → the bank's own. Dots step into objects; an empty text says that the bank does not have it.",
  scope: 'How the scope is written, and what it may hold.',
  'scope.default': 'What the form starts with. May hold places, e.g. AIS:{consentId}.',
  'scope.values': 'The values that the bank documents. Empty: anything.',
  'scope.separator': 'Between two values. A blank in RFC 6749.',
  'scope.template':
    'The whole scope as it has to look; each place stands for any text without a blank.',
  'scope.exactlyOne': 'Of each group exactly one value has to be there.',
  'scope.atLeastOne': 'Of each group at least one value has to be there.',
  'scope.allOf': 'Values that always have to be there.',
  'scope.forbidTogether': 'Of each group at most one value may be there.',
  'scope.onlyBeside': 'A value → another one that has to stand beside it.',
  'scope.onCodeExchange': 'Whether the token request of a code carries scope.',
  grants: 'Grant → the names of its requests, in the order in which they are sent.',
  withoutOauth:
    'Requests by which a consent is given where there is no OAuth. They are shown and never sent.',
  refresh: 'The request that renews an access token.',
  refreshToken: 'What becomes of the refresh token when it is used.',
  calls: 'API requests on which a fresh token can be tried.',
  requests: 'Request templates by name. A template is text with {places}.',
  'requests.*.transport':
    'browser: the person goes there; worker: the extension sends it; explain: it is shown as a command and its answer pasted back.',
  'requests.*.role':
    'authorize: a redirect is awaited; token: tokens come back; resource: something is made or read.',
  'requests.*.needs': 'Why a browser cannot send it.',
  'requests.*.url': 'A URL template. Its query, if it has one, stays as it is written.',
  'requests.*.placement': 'Where the parameters travel.',
  'requests.*.parameters': 'In this order. One that comes out empty is left out.',
  'requests.*.parameters.[].name':
    'The name on the wire. In a JSON body a dot steps into an object.',
  'requests.*.parameters.[].value': 'A template.',
  'requests.*.parameters.[].encoding':
    'percent: blanks as %20 (usual in URLs); form: blanks as + (usual in bodies); minimal: : , and / stay; raw: as it stands.',
  'requests.*.parameters.[].as':
    'How a JSON body writes it. list is cut at blanks, json is literal JSON.',
  'requests.*.headers': 'Header → template. One that comes out empty is left out.',
  'requests.*.substitute':
    'Text that the bank left in an address it handed out → the template that belongs there.',
  'requests.*.captures': 'Values taken out of the answer, for later templates.',
  'requests.*.captures.[].path':
    "Members joined by dots (_links.scaOAuth.href, items.0.id), or a header's name.",
  lifetimes: 'How long things live, in seconds.',
  tokenBudget: 'One live token for each of these scope values in so many seconds.',
  unattendedReads: 'Reads a day without the customer. RTS Art. 36(5)(b)',
  signature: 'How requests are signed above TLS. API requests of the scheme cavage are signed.',
  'signature.headers': 'Lower-case, in the order in which they are signed.',
  'signature.keyId': 'Template of how the bank finds the key. Absent: the client ID.',
  'signature.bypass': 'What a sandbox takes as Signature where there is no key.',
  apiHeaders: 'Headers that API calls carry beside the token.',
  explanations: 'What answers of this bank mean, and what helps.',
  'explanations.[].contains': 'Text of the body or of WWW-Authenticate, in any case.',
  'explanations.[].sentence': 'In words. Needed where the meaning is other.',
  sandbox: 'People and values that the sandbox knows; only what the bank publishes.',
  'sandbox.approval':
    'What a test does on the login pages, one step a page, by the names that a screen reader says.',
  quirks: 'What surprises people, one sentence each.',
  sources: 'Where all this is written.',
  'sources.[].verifiedAt': 'The day on which somebody last looked, e.g. 2026-11-21.',
  'sources.[].supports':
    'The parts of the profile that it tells, as dotted paths. Absent: the rest.',
};

const FILE_MEMBERS: Record<string, JsonSchema> = {
  $schema: { type: 'string', description: 'The address of this schema, for editors.' },
  extends: {
    type: 'string',
    description:
      'The id of the parent. Objects merge member by member, lists are replaced, null removes. RFC 7396',
  },
  abstract: {
    type: 'boolean',
    description: 'True for a file that others inherit from and that is no profile itself.',
  },
};

/** The schema of a profile file, as it is written to `docs`. */
export function profileSchemaText(): string {
  const { $schema, ...profile } = z.toJSONSchema(bankProfileSchema, { io: 'input' }) as JsonSchema;
  const { properties = {}, ...rest } = patchOf(profile);
  const schema = {
    $schema,
    title: 'Bank profile of PSD2 OAuth DevTools',
    description: 'See docs/bank-profiles.md. A file may leave out whatever its parent says.',
    ...rest,
    properties: { ...FILE_MEMBERS, ...properties },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What a file may say: any member may be inherited, or removed with null. Elements of lists stay whole. */
function patchOf(schema: JsonSchema, path = ''): JsonSchema {
  const { required: _inherited, properties, additionalProperties, items, ...rest } = schema;
  const inner = (name: string) => (path === '' ? name : `${path}.${name}`);
  return {
    ...described(rest, path),
    ...(properties && {
      properties: mapMembers(properties, (member, name) => removable(patchOf(member, inner(name)))),
    }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: removable(patchOf(additionalProperties, inner('*'))) }
      : additionalProperties === undefined
        ? {}
        : { additionalProperties }),
    ...(items && { items: elementOf(items, inner('[]')) }),
  };
}

function elementOf(schema: JsonSchema, path: string): JsonSchema {
  const { properties, items, ...rest } = schema;
  return {
    ...described(rest, path),
    ...(properties && {
      properties: mapMembers(properties, (member, name) => elementOf(member, `${path}.${name}`)),
    }),
    ...(items && { items: elementOf(items, `${path}.[]`) }),
  };
}

function described(schema: JsonSchema, path: string): JsonSchema {
  const description = DESCRIPTIONS[path];
  return description === undefined ? schema : { description, ...schema };
}

function removable(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return schema;
  return { ...schema, type: [type, 'null'], ...(values && { enum: [...values, null] }) };
}

function mapMembers(
  members: Record<string, JsonSchema>,
  change: (member: JsonSchema, name: string) => JsonSchema,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, change(member, name)]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(SCHEMA_FILE, profileSchemaText());
}
