/** Names of parameters, headers and variables whose value is a secret. */
const SECRET_NAME =
  /(secret|passwd|password|passphrase|api[-_]?key|subscription[-_]?key|private[-_]?key|access[-_]?token|refresh[-_]?token|id[-_]?token([-_]?hint)?|assertion|code[-_]?verifier|^cookie|^pwd|^token)$/i;

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;
const JWT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){1,4}/g;
/** A sentence may speak of a Bearer token; sixteen characters without a blank are no such word. */
const CREDENTIALS = /\b(?:Basic|Bearer|DPoP)\s+([A-Za-z0-9._~+/=-]{16,})/gi;
const TEMPLATE_CREDENTIALS = /^(?:Basic|Bearer|DPoP)\s+([^\s{}].*)$/i;
const USER_INFO = /(https?:\/\/)[^/?#\s@:{}]*:[^/?#\s@{}]+@/gi;
const IN_QUERY =
  /([?&#](?:client_secret|client_assertion|access_token|refresh_token|id_token|password|api_?key|code_verifier)=)([^&#\s{}]+)/gi;
const IN_JSON =
  /("(?:client_?secret|client_assertion|access_token|refresh_token|id_token|password|api_?key)"\s*:\s*")((?:[^"\\{}]|\\.)+)(?=")/gi;

const MOST_ROUNDS = 16;

/** True for a name, or the last part of a dotted name, whose value is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.split('.').at(-1) ?? '');
}

/** A text without whatever looks like a secret in it; the same text when nothing does. */
export function withoutSecretText(text: string): string {
  return untilSame(text, (one) =>
    one
      .replace(PRIVATE_KEY, '')
      .replace(JWT, '')
      .replace(CREDENTIALS, (whole, value: string) => (isStandIn(value) ? whole : ''))
      .replace(USER_INFO, '$1')
      .replace(IN_QUERY, (whole, name: string, value: string) => (isStandIn(value) ? whole : name))
      .replace(IN_JSON, (whole, name: string, value: string) => (isStandIn(value) ? whole : name)),
  );
}

/** The same for what a template sends under a name: literal text there is the secret itself. */
export function withoutSecretValue(name: string, template: string): string {
  const literal = template.replace(/\{\w+\}/g, '').trim();
  if (isSecretName(name) && literal !== '' && !isStandIn(template)) return '';
  const text = withoutSecretText(template);
  const credentials = TEMPLATE_CREDENTIALS.exec(text)?.[1];
  return credentials === undefined || isStandIn(credentials) ? text : '';
}

/** Stand-ins of shells and documentation, which a real secret would not look like. */
export function isStandIn(value: string): boolean {
  return STAND_INS.some((form) => form.test(value));
}

const STAND_INS = [
  // `$CLIENT_ID`, `${CLIENT_ID}`, `%CLIENT_ID%`
  /^\$[A-Z][A-Z0-9_]*$|^\$\{\w+\}$|^%\w+%$/,
  // `<client id>`, `[client id]`, `{client_id}`, `{{client_id}}`
  /^<[^<>]*>$|^\[[^[\]]*\]$|^\{\{?[^{}]*\}?\}$/,
  // `your-client-id`, `SIGNED-CLIENT-ASSERTION`, `XXXX`, `...`
  /^(?:Your|your|YOUR)[-_ ][\w -]*$|^[A-Z]+([-_ ][A-Z]+)+$|^x{3,}$|^X{3,}$|^(\.{3}|…)$/,
];

/** What is left may look like a secret again; a text that goes on doing so is better gone. */
function untilSame(text: string, change: (text: string) => string): string {
  let before = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const after = change(before);
    if (after === before) return after;
    before = after;
  }
  return '';
}
