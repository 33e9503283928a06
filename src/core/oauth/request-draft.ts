import * as z from 'zod/mini';
import type { BankProfile } from '../banks/bank-profile.ts';
import { clientAuthenticationSchema, grantSchema } from '../banks/grant.ts';
import { clientKeySchema } from '../clients/client-key.ts';
import { parameterSchema } from './parameter.ts';

/** What a person chose for one flow; all that is needed, with the profile, to build its requests. */
export const requestDraftSchema = z.strictObject({
  environment: z.string(),
  /** variable name → option key or text */
  variables: z.record(z.string(), z.string()),
  grant: grantSchema,
  clientAuthentication: clientAuthenticationSchema,
  /** the key that proves the client, for methods that sign */
  clientKey: z.optional(clientKeySchema),
  clientId: z.string(),
  redirectUri: z.string(),
  scope: z.string(),
  pkce: z.boolean(),
  /** the authorization request goes to the bank first, by our worker. RFC 9126 */
  pushed: z.optional(z.boolean()),
  /** the authorization request is a JWT that `clientKey` signs. RFC 9101 */
  requestObject: z.optional(z.boolean()),
  /** tokens are bound to a key that the flow makes for itself. RFC 9449 */
  dpop: z.optional(z.boolean()),
  /** addresses of the APIs that the token is for. RFC 8707 §2 */
  resources: z.optional(z.array(z.string())),
  /** what the customer is asked for: one of the profile's types, and its members by their dotted names. RFC 9396 */
  authorizationDetails: z.optional(
    z.array(z.strictObject({ type: z.string(), values: z.record(z.string(), z.string()) })),
  ),
  /** wire name → own value; `null` leaves the parameter out */
  edits: z.record(z.string(), z.nullable(z.string())),
  /** parameters that the template does not have, appended as they stand */
  extra: z.array(parameterSchema),
});
export type RequestDraft = z.infer<typeof requestDraftSchema>;

/** What a draft asks for in detail, each of its texts changed. */
export function mapDetails(
  { resources, authorizationDetails }: RequestDraft,
  change: (text: string, name: string) => string,
): Pick<RequestDraft, 'resources' | 'authorizationDetails'> {
  return {
    ...(resources && { resources: resources.map((one) => change(one, 'resource')) }),
    ...(authorizationDetails && {
      authorizationDetails: authorizationDetails.map(({ type, values }) => ({
        type,
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, change(value, name)]),
        ),
      })),
    }),
  };
}

/** The secret values of a draft: kept apart, since a draft is recorded and these are not. */
export const draftSecretsSchema = z.strictObject({
  clientSecret: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
});
export type DraftSecrets = z.infer<typeof draftSecretsSchema>;

/**
 * A profile that travels or was recorded: it was checked whole when it was loaded, and is large, so that
 * only its parts are looked for here.
 */
const checkedProfileSchema = z.custom<BankProfile>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    PROFILE_PARTS.every((part) => typeof (value as Record<string, unknown>)[part] === 'object'),
);
const PROFILE_PARTS = ['variables', 'environments', 'scope', 'grants', 'requests', 'lifetimes'];

/** A draft together with the profile as it was when the draft was made. */
export const flowPlanSchema = z.strictObject({
  profile: checkedProfileSchema,
  draft: requestDraftSchema,
});
export type FlowPlan = z.infer<typeof flowPlanSchema>;
