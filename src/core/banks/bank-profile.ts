import * as z from 'zod/mini';

/** RFC 6749 §1.3 grants that a profile can describe. */
export const grantSchema = z.enum(['authorization_code', 'client_credentials']);
export type Grant = z.infer<typeof grantSchema>;

/** RFC 8414 names of client authentication, as far as we can perform them. */
export const clientAuthenticationSchema = z.enum([
  'none',
  'client_secret_post',
  'client_secret_basic',
  'tls_client_auth',
]);
export type ClientAuthentication = z.infer<typeof clientAuthenticationSchema>;

const name = z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9]*$/));
const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

const parameterSchema = z.strictObject({
  /** the name on the wire */
  name: z.string().check(z.minLength(1)),
  /** template; a parameter that comes out empty is left out */
  value: z.string(),
});

const requestSchema = z.strictObject({
  /** who performs it: the person's browser by navigating, or our worker by fetch */
  transport: z.enum(['browser', 'worker']),
  method: z.enum(['GET', 'POST']),
  /** URL template */
  url: z.string(),
  /** where the parameters travel */
  placement: z.enum(['query', 'form']),
  parameters: z.array(parameterSchema),
  /** header name → value template */
  headers: z.optional(z.record(z.string(), z.string())),
  /** a short label for API calls offered on a token */
  label: z.optional(z.string()),
});
export type RequestTemplate = z.infer<typeof requestSchema>;

const variableSchema = z.strictObject({
  label: z.string(),
  default: z.optional(z.string()),
  /** regular expression, whole value */
  pattern: z.optional(z.string()),
  options: z.optional(
    z.array(
      z.strictObject({
        /** unique in the list: two brands may share one value */
        key: z.string(),
        /** what templates receive; the key when absent */
        value: z.optional(z.string()),
        label: z.string(),
        /** environments that are documented to serve it; absent: all */
        environments: z.optional(z.array(z.string())),
      }),
    ),
  ),
});
export type Variable = z.infer<typeof variableSchema>;

const environmentSchema = z.strictObject({
  label: z.string(),
  kind: z.enum(['practice', 'sandbox', 'live']),
  /** URL templates, filled with the variables, then offered to the request templates under these names */
  endpoints: z.strictObject({
    authorizationEndpoint: z.optional(z.string()),
    tokenEndpoint: z.string(),
    apiBase: z.optional(z.string()),
    issuer: z.optional(z.string()),
  }),
  /** values that a form starts with; a practice bank prints its own */
  defaults: z.optional(
    z.strictObject({
      clientId: z.optional(z.string()),
      clientSecret: z.optional(z.string()),
      redirectUri: z.optional(z.string()),
    }),
  ),
  note: z.optional(z.string()),
});

const lifetimeSchema = z.strictObject({
  seconds: z.number(),
  /** what other pages of the same bank say, in seconds */
  alternatives: z.optional(z.array(z.number())),
});

const scopeSchema = z.strictObject({
  default: z.string(),
  values: z.array(z.string()),
  separator: z.string(),
  /** of each group exactly one value must be asked for */
  exactlyOne: z.optional(z.array(z.array(z.string()))),
  /** of each group at least one value must be asked for */
  atLeastOne: z.optional(z.array(z.array(z.string()))),
  /** a value → another value that must stand beside it */
  onlyBeside: z.optional(z.record(z.string(), z.string())),
  /** the token request of a code must not carry scope */
  onCodeExchange: z.enum(['absent', 'optional', 'required']),
});

const explanationSchema = z.strictObject({
  on: z.enum(['api', 'token']),
  status: z.number(),
  /** text that the body or the WWW-Authenticate header must contain, case-insensitive */
  contains: z.optional(z.string()),
  meaning: z.enum(['access_token_expired', 'role_or_scope', 'daily_limit']),
});

const sourceSchema = z.strictObject({
  title: z.string(),
  url: z.optional(z.string()),
  verifiedAt: z.optional(z.string()),
  confidence: z.enum(['documented', 'observed', 'inferred']),
});

/** One bank group and service, complete: what remains after its ancestors were merged in. */
export const bankProfileSchema = z.strictObject({
  id: slug,
  /** the bank group as a person knows it */
  group: z.string(),
  label: z.string(),
  standard: z.enum(['stet', 'open-payments', 'oidc', 'berlin-group', 'obie']),
  service: z.enum(['aisp', 'pisp', 'cbpii', 'api']),
  countries: z.array(z.string()),
  /** the variable whose options are the banks */
  bankVariable: z.optional(name),
  variables: z.record(name, variableSchema),
  environments: z.record(slug, environmentSchema),
  clientAuthentication: z.array(clientAuthenticationSchema).check(z.minLength(1)),
  clientCertificate: z.enum(['required', 'optional', 'none']),
  /** form that a client_id should have, with a visibly fake example */
  clientId: z.strictObject({
    pattern: z.optional(z.string()),
    maxLength: z.optional(z.number()),
    example: z.string(),
    /** ids printed in the bank's own examples: left in place they never work */
    dummies: z.optional(z.array(z.string())),
  }),
  pkce: z.enum(['required', 'supported', 'undocumented']),
  /** RFC 9207 `iss` in the authorization response */
  issuerInResponse: z.enum(['required', 'undocumented']),
  scope: scopeSchema,
  /** grant → names of its requests, in order */
  grants: z.partialRecord(grantSchema, z.array(name)),
  /** the request that renews, if the bank gives refresh tokens */
  refresh: z.optional(name),
  /** API requests on which a fresh token can be tried */
  calls: z.array(name),
  requests: z.record(name, requestSchema),
  lifetimes: z.strictObject({
    authorizationCode: z.optional(lifetimeSchema),
    accessToken: z.optional(lifetimeSchema),
    refreshToken: z.optional(lifetimeSchema),
  }),
  explanations: z.array(explanationSchema),
  sources: z.array(sourceSchema).check(z.minLength(1)),
});
export type BankProfile = z.infer<typeof bankProfileSchema>;
export type Environment = z.infer<typeof environmentSchema>;
export type Explanation = z.infer<typeof explanationSchema>;

/** Names that request templates may use beside the profile's variables and endpoints. */
export const FLOW_NAMES = [
  'clientId',
  'redirectUri',
  'scope',
  'state',
  'codeChallenge',
  'codeChallengeMethod',
  'code',
  'codeVerifier',
  'refreshToken',
  'accessToken',
  'requestId',
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

/** Names that an environment's endpoints put at the templates' disposal. */
export const ENDPOINT_NAMES = [
  'authorizationEndpoint',
  'tokenEndpoint',
  'apiBase',
  'issuer',
] as const;
