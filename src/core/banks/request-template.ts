import * as z from 'zod/mini';

/** A name that templates may use. */
export const placeName = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]*$/));

/** Whether a request can go out without a value. */
const requirementSchema = z.enum(['required', 'optional']);

export const parameterTemplateSchema = z.strictObject({
  /** the name on the wire; in a JSON body a dot steps into an object: `access.accounts` */
  name: z.string().check(z.minLength(1)),
  /** template; a parameter that comes out empty is left out */
  value: z.string(),
  /** absent: optional */
  requirement: z.optional(requirementSchema),
  /**
   * How the value is written in a URL or a form. `percent`: RFC 3986, blanks as `%20` (usual in URLs);
   * `form`: blanks as `+` (usual in bodies); `minimal`: only what a query cannot hold is encoded, so that
   * `:`, `,` and `/` stay; `raw`: as it stands, because it is encoded already.
   */
  encoding: z.optional(z.enum(['percent', 'form', 'minimal', 'raw'])),
  /** How the value is written in a JSON body; `list` is cut at blanks, `json` is literal JSON. Absent: text */
  as: z.optional(z.enum(['text', 'number', 'boolean', 'list', 'json'])),
  /** what a person should know of it */
  note: z.optional(z.string()),
});
export type ParameterTemplate = z.infer<typeof parameterTemplateSchema>;

/** A value taken out of an answer and carried forward under a name that later templates use. */
const captureSchema = z.strictObject({
  name: placeName,
  from: z.enum(['body', 'header']),
  /** members of the JSON body joined by dots (`_links.scaOAuth.href`, `items.0.id`), or a header's name */
  path: z.string().check(z.minLength(1)),
  label: z.string(),
});
export type Capture = z.infer<typeof captureSchema>;

/** What a browser extension cannot do by itself. */
export const needSchema = z.enum([
  'client_certificate',
  'http_signature',
  'jws_signature',
  'request_object',
  'private_key_jwt',
  'server_side_call',
  'decoupled_approval',
]);
export type Need = z.infer<typeof needSchema>;

export const requestSchema = z.strictObject({
  /**
   * Who performs it: the person's browser by navigating, our worker by fetch, or the person elsewhere,
   * by a command that we write and whose answer is pasted back (`explain`).
   */
  transport: z.enum(['browser', 'worker', 'explain']),
  /**
   * What it is for: a redirect is awaited, tokens come back, a resource is made or read, the bank tells of a
   * token (RFC 7662) or ends it (RFC 7009). The client proves itself on all but the first and third.
   */
  role: z.enum(['authorize', 'token', 'resource', 'introspection', 'revocation']),
  /** why it is explained only */
  needs: z.optional(z.array(needSchema)),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  /** URL template; its query, if it has one, stays as it is written */
  url: z.string(),
  /** where the parameters travel */
  placement: z.enum(['query', 'form', 'json']),
  parameters: z.array(parameterTemplateSchema),
  /** header name → value template; a header that comes out empty is left out */
  headers: z.optional(z.record(z.string(), z.string())),
  /** text that the bank left in an address it handed out → the template that belongs there */
  substitute: z.optional(z.record(z.string(), z.string())),
  captures: z.optional(z.array(captureSchema)),
  /** a short label for steps and API calls */
  label: z.optional(z.string()),
});
export type RequestTemplate = z.infer<typeof requestSchema>;
