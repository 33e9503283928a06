import * as z from 'zod/mini';
import { authorizationDetailTypeSchema } from './authorization-detail-type.ts';
import type { EndpointName } from './endpoint-names.ts';
import { clientAuthenticationSchema, grantSchema } from './grant.ts';
import { SERVICES } from './profile-names.ts';
import { parameterTemplateSchema, placeName, requestSchema } from './request-template.ts';
import { scopeSchema } from './scope-rule.ts';

const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
const text = z.string();
/** what a bank demands, and what it takes as well */
const demand = z.enum(['required', 'supported']);
const seconds = z.number().check(z.int(), z.positive());

/** How well a fact is known: the bank says it, somebody saw it, or it was concluded. */
export const confidenceSchema = z.enum(['documented', 'observed', 'inferred']);
export type Confidence = z.infer<typeof confidenceSchema>;

const optionSchema = z.strictObject({
  /** unique in the list: two brands may share one value */
  key: text,
  /** what templates receive; the key when absent */
  value: z.optional(text),
  label: text,
  /** ISO 3166 code, when the profile spans countries */
  country: z.optional(text),
  /** environments that are documented to serve it; absent: all */
  environments: z.optional(z.array(text)),
  /** further names that this choice fills, e.g. the bank's own domain */
  sets: z.optional(z.record(placeName, text)),
  note: z.optional(text),
  confidence: z.optional(confidenceSchema),
});

const variableSchema = z.strictObject({
  label: text,
  hint: z.optional(text),
  default: z.optional(text),
  /** regular expression, whole value */
  pattern: z.optional(text),
  /** may stay empty */
  optional: z.optional(z.boolean()),
  options: z.optional(z.array(optionSchema)),
});
export type Variable = z.infer<typeof variableSchema>;

/** Addresses of an environment, by the names under which request templates use them. */
const endpointsSchema = z.strictObject({
  authorizationEndpoint: z.optional(text),
  tokenEndpoint: z.optional(text),
  apiBase: z.optional(text),
  issuer: z.optional(text),
  /** the metadata document, which also tells whether the host is alive. RFC 8414 §3 */
  metadata: z.optional(text),
  jwksUri: z.optional(text),
  userinfoEndpoint: z.optional(text),
  introspectionEndpoint: z.optional(text),
  revocationEndpoint: z.optional(text),
  pushedAuthorizationRequestEndpoint: z.optional(text),
} satisfies Record<EndpointName, z.ZodMiniType>);

const environmentSchema = z.strictObject({
  label: text,
  kind: z.enum(['practice', 'sandbox', 'live']),
  /** URL templates, filled with the variables, then offered to the request templates under these names */
  endpoints: endpointsSchema,
  /** values that a form starts with; a practice bank prints its own */
  defaults: z.optional(
    z.strictObject({
      clientId: z.optional(text),
      clientSecret: z.optional(text),
      redirectUri: z.optional(text),
      scope: z.optional(text),
    }),
  ),
  /** how well these addresses are known; absent: documented */
  confidence: z.optional(confidenceSchema),
  note: z.optional(text),
});

const lifetimeSchema = z.strictObject({
  seconds,
  /** what other pages of the same bank say, in seconds */
  alternatives: z.optional(z.array(seconds)),
});

const explanationSchema = z.strictObject({
  on: z.enum(['authorize', 'token', 'api', 'connection']),
  /** absent: any */
  status: z.optional(z.number()),
  /** text that the request's path must contain */
  path: z.optional(text),
  /** text that the body or the WWW-Authenticate header must contain, case-insensitive */
  contains: z.optional(text),
  /** what the tool can act on */
  meaning: z.enum(['access_token_expired', 'role_or_scope', 'daily_limit', 'other']),
  /** the bank's own case in words; needed where the meaning is `other` */
  sentence: z.optional(text),
  actor: z.optional(z.enum(['you', 'bank'])),
  fix: z.optional(text),
});

const sourceSchema = z.strictObject({
  title: text,
  url: z.optional(text),
  /** the day on which somebody last looked, `2026-11-21` */
  verifiedAt: z.optional(text.check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  confidence: confidenceSchema,
  /** the parts of the profile that it tells, as dotted paths (`lifetimes.refreshToken`); absent: the rest */
  supports: z.optional(z.array(text)),
});
export type Source = z.infer<typeof sourceSchema>;

/** One bank group and service, complete: what remains after its ancestors were merged in. */
export const bankProfileSchema = z.strictObject({
  id: slug,
  /** the bank group as a person knows it */
  group: text.check(z.minLength(1)),
  label: text,
  /** the standard that it follows, as a slug to search by, and as people write it */
  standard: slug,
  dialect: text,
  service: z.enum(SERVICES),
  /** ISO 3166 codes; empty: any */
  countries: z.array(text),
  /** the variable whose options are the banks */
  bankVariable: z.optional(placeName),
  variables: z.record(placeName, variableSchema),
  environments: z.record(slug, environmentSchema),
  clientAuthentication: z.array(clientAuthenticationSchema).check(z.minLength(1)),
  /** what the bank wants of the JWT that a client signs to prove itself (`private_key_jwt`, `client_secret_jwt`). RFC 7523 §3 */
  clientAssertion: z.optional(
    z.strictObject({
      /** template of its `aud`; absent: the token endpoint */
      audience: z.optional(text),
      /** signature algorithms that the bank takes, the best first; absent: not said */
      algorithms: z.optional(z.array(text)),
    }),
  ),
  /** what the bank wants of the JWT that an authorization request can be. RFC 9101 */
  requestObject: z.optional(
    z.strictObject({
      requirement: demand,
      /** template of its `aud`; absent: the issuer */
      audience: z.optional(text),
      /** signature algorithms that the bank takes, the best first; absent: not said */
      algorithms: z.optional(z.array(text)),
      /** claims beside the request's parameters; dots in their names step into objects */
      claims: z.optional(z.array(parameterTemplateSchema)),
      /** parameters that stand beside the object too; absent: `client_id` alone. RFC 9101 §5, OpenID Connect §6.1 */
      beside: z.optional(z.array(text)),
    }),
  ),
  /** by what the bank ties tokens to the client. RFC 9449, RFC 8705 §3 */
  tokenBinding: z.optional(
    z.strictObject({
      requirement: demand,
      by: z.array(z.enum(['dpop', 'mtls'])).check(z.minLength(1)),
      /** of DPoP proofs, the best first; absent: not said */
      algorithms: z.optional(z.array(text)),
    }),
  ),
  /** the APIs that a token is asked for, as templates of their addresses. RFC 8707 */
  resource: z.optional(z.strictObject({ requirement: demand, values: z.array(text) })),
  /** what the customer is asked for in detail. RFC 9396 */
  authorizationDetails: z.optional(
    z.strictObject({ requirement: demand, types: z.array(authorizationDetailTypeSchema) }),
  ),
  clientCertificate: z.enum(['required', 'sandbox_optional', 'optional', 'none']),
  /** form that a client_id should have, with a visibly fake example, and where one gets it */
  clientId: z.strictObject({
    pattern: z.optional(text),
    maxLength: z.optional(z.number()),
    example: text,
    /** ids printed in the bank's own examples: left in place they never work */
    dummies: z.optional(z.array(text)),
    /** it is the organisation identifier of the certificate, or was registered with it */
    fromCertificate: z.optional(z.boolean()),
  }),
  pkce: z.enum(['required', 'supported', 'undocumented']),
  state: z.optional(
    z.strictObject({
      requirement: z.enum(['required', 'supported', 'ignored']),
      maxLength: z.optional(z.number()),
    }),
  ),
  /** absent: none */
  nonce: z.optional(demand),
  /** the bank wants authorization requests pushed first. RFC 9126 §5 */
  pushedRequests: z.optional(demand),
  /** of ID tokens: the signature algorithms that the bank uses; absent: not said */
  idToken: z.optional(z.strictObject({ algorithms: z.array(text) })),
  /** RFC 9207 `iss` in the authorization response */
  issuerInResponse: z.enum(['required', 'undocumented']),
  /** where the answer of the redirect stands, and what its members are called if not as in RFC 6749 */
  redirectAnswer: z.optional(
    z.strictObject({
      mode: z.enum(['query', 'fragment', 'form_post']),
      /** it comes as one JWT, `response`, signed by the bank (JARM); the algorithms it signs with, empty: not said */
      signed: z.optional(z.array(text)),
      code: z.optional(text),
      state: z.optional(text),
      error: z.optional(text),
      error_description: z.optional(text),
    }),
  ),
  /** RFC 6749 name → the bank's own (dots step into objects); empty: the bank does not have it */
  tokenAnswer: z.optional(
    z.partialRecord(
      z.enum([
        'access_token',
        'token_type',
        'expires_in',
        'refresh_token',
        'refresh_expires_in',
        'scope',
        'id_token',
      ]),
      text,
    ),
  ),
  scope: scopeSchema,
  /** grant → names of its requests, in order */
  grants: z.partialRecord(grantSchema, z.array(placeName)),
  /** the way to a consent where there is no OAuth: names of requests, shown and never run */
  withoutOauth: z.optional(z.array(placeName)),
  /** the request that renews, if the bank gives refresh tokens */
  refresh: z.optional(placeName),
  /** what becomes of the refresh token, and the scope value or parameter without which none is given */
  refreshToken: z.optional(
    z.strictObject({
      behaviour: z.enum(['none', 'stable', 'rotates', 'single_use', 'undocumented']),
      onlyWith: z.optional(text),
    }),
  ),
  /** API requests on which a fresh token can be tried */
  calls: z.array(placeName),
  requests: z.record(placeName, requestSchema),
  lifetimes: z.strictObject({
    authorizationCode: z.optional(lifetimeSchema),
    accessToken: z.optional(lifetimeSchema),
    refreshToken: z.optional(lifetimeSchema),
    /** from one strong customer authentication to the next */
    consent: z.optional(lifetimeSchema),
  }),
  /** one live token for each of these scope values in so many seconds */
  tokenBudget: z.optional(
    z.strictObject({
      contexts: z.array(text),
      seconds,
      /** how many requests a bank takes in that time; absent: it does not say */
      requests: z.optional(z.number()),
    }),
  ),
  /** reads a day without the customer. RTS Art. 36(5)(b) */
  unattendedReads: z.optional(z.number()),
  /** how requests are signed above TLS; only API requests are signed here, by `cavage` */
  signature: z.optional(
    z.strictObject({
      scheme: z.enum(['cavage', 'jws']),
      on: z.array(z.enum(['token', 'api'])),
      /** lower-case, in the order in which they are signed; absent: not known, and nothing is signed */
      headers: z.optional(z.array(text.check(z.regex(/^[^A-Z\s]+$/)))),
      /** template of how the bank finds the key; absent: the client ID */
      keyId: z.optional(text),
      /** what the sandbox takes in its place, to the letter */
      bypass: z.optional(text),
    }),
  ),
  /** headers that API calls carry beside the token */
  apiHeaders: z.optional(
    z.array(
      z.strictObject({
        name: text,
        requirement: z.enum(['required', 'optional']),
        note: z.optional(text),
      }),
    ),
  ),
  explanations: z.array(explanationSchema),
  /** people and values that the sandbox knows; all of it published by the bank */
  sandbox: z.optional(
    z.strictObject({
      personas: z.optional(
        z.array(
          z.strictObject({
            name: text,
            login: z.optional(text),
            password: z.optional(text),
            note: z.optional(text),
          }),
        ),
      ),
      magic: z.optional(z.array(z.strictObject({ value: text, meaning: text }))),
      /** what a test does on its login pages, one step a page: names as a screen reader says them */
      approval: z.optional(
        z.array(
          z.strictObject({ fill: z.optional(z.record(text, text)), press: z.optional(text) }),
        ),
      ),
      note: z.optional(text),
    }),
  ),
  /** what surprises people, one sentence each */
  quirks: z.optional(z.array(text)),
  sources: z.array(sourceSchema).check(z.minLength(1)),
});
export type BankProfile = z.infer<typeof bankProfileSchema>;
export type Environment = z.infer<typeof environmentSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
