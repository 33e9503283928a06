import * as z from 'zod/mini';
import { keyAlgorithmSchema } from '../clients/client-key.ts';
import { benchMarkSchema, faultIdSchema } from '../fault-bench/fault.ts';
import { findingSchema } from '../lint/finding.ts';
import { authorizationResponseSchema } from '../oauth/authorization-response.ts';
import { callEditSchema } from '../oauth/call-edit.ts';
import { httpAnswerSchema, httpFailureSchema, httpRequestSchema } from '../oauth/http-message.ts';
import { jwtContentSchema } from '../oauth/jwt-content.ts';
import { flowPlanSchema } from '../oauth/request-draft.ts';
import { redirectViaSchema } from './redirect-via.ts';
import { secretReferenceSchema } from './secret.ts';

/** What a token looked like when it came: everything but its value. */
export const tokenRecordSchema = z.strictObject({
  secret: secretReferenceSchema,
  kind: z.enum(['access_token', 'refresh_token', 'id_token']),
  token_type: z.optional(z.string()),
  scope: z.optional(z.string()),
  expires_in: z.optional(z.number()),
  receivedAtMs: z.number(),
  /** name of the bank's key by which it was verified when it came, and every check of it was good */
  verifiedBy: z.optional(z.string()),
  /** the step before the redirect that brought it: a token of the client, not of the customer */
  step: z.optional(z.string()),
  /** header and claims of a JWT; absent when the token is opaque or encrypted */
  jwt: z.optional(
    z.strictObject({
      header: z.record(z.string(), z.unknown()),
      claims: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type TokenRecord = z.infer<typeof tokenRecordSchema>;

export const callPurposeSchema = z.enum([
  /** the authorization request, before the browser opens it. RFC 9126 */
  'push',
  'exchange',
  'client_credentials',
  'refresh',
  'api',
  /** a step before the redirect */
  'step',
  'introspection',
  'revocation',
]);
export type CallPurpose = z.infer<typeof callPurposeSchema>;

/** Whether the bank can have seen a request that got no answer. */
export const reachedSchema = z.enum(['no', 'unknown']);

const started = z.strictObject({
  kind: z.literal('started'),
  plan: flowPlanSchema,
  /** the bank's name, as chosen */
  bank: z.string(),
  secrets: z.array(secretReferenceSchema),
  /** S256 of the verifier, where PKCE is on: public, and part of requests that are shown */
  codeChallenge: z.optional(z.string()),
  /** the key that the flow's tokens are to be bound to: made for it, and never read. RFC 9449 */
  dpopKey: z.optional(
    z.strictObject({
      id: z.string(),
      alg: keyAlgorithmSchema,
      jwk: z.record(z.string(), z.string()),
      thumbprint: z.string(),
    }),
  ),
  /** what the linter said of the request before it was opened or sent */
  findings: z.array(findingSchema),
  /** the flow that this one runs again */
  repeats: z.optional(z.string()),
  /** a page runs it by itself, and was watched: nothing of it is ours to send */
  watched: z.optional(z.literal(true)),
  /** what recorded it; absent in records of earlier versions */
  made: z.optional(z.strictObject({ version: z.string(), browser: z.optional(z.string()) })),
  /** when the record was taken over from a file: it was run elsewhere. Of this computer, and in no file */
  imported: z.optional(z.number()),
  /** a replay: what the flow before did after its redirect is done again without being asked for */
  continues: z.optional(z.literal(true)),
  /** it was started to see how the bank takes faults */
  bench: z.optional(benchMarkSchema),
  /** of the state alone, and never recorded: part of the record cannot be read, so that nothing more is done in it */
  damaged: z.optional(z.literal(true)),
});
/** The tool's version, and the browser it ran in, e.g. `Chrome/144`. */
export type Maker = NonNullable<z.infer<typeof started>['made']>;

const opened = z.strictObject({
  kind: z.literal('opened'),
  how: z.enum(['inspected_tab', 'new_tab', 'copied', 'watched']),
  url: z.string(),
  tabId: z.optional(z.number()),
  /** what the request object in it says, decoded */
  requestObject: z.optional(jwtContentSchema),
  /** what the linter said of a request that the steps before completed */
  findings: z.optional(z.array(findingSchema)),
});

/** Ids and addresses that later steps use: taken out of an answer, or typed by a person. */
const captured = z.strictObject({
  kind: z.literal('captured'),
  values: z.record(z.string(), z.string()),
  by: z.enum(['bank', 'person']),
});

/** A page that the browser stood on while the flow waited: evidence for when no redirect comes. */
const pageSeen = z.strictObject({
  kind: z.literal('page_seen'),
  url: z.string(),
  /** HTTP status, when the browser let us see it */
  status: z.optional(z.number()),
  /** the browser's own word for a page that did not load */
  failure: z.optional(z.string()),
  /** what the page's own requests say of it */
  findings: z.optional(z.array(findingSchema)),
});

const redirectCaptured = z.strictObject({
  kind: z.literal('redirect_captured'),
  via: redirectViaSchema,
  /** the tab it came in, where the browser says so */
  tabId: z.optional(z.number()),
  /** HTTP status of the bank's redirect, where it was seen */
  status: z.optional(z.number()),
  response: authorizationResponseSchema,
  verdict: z.enum(['code', 'bank_error', 'refused']),
  findings: z.array(findingSchema),
  code: z.optional(secretReferenceSchema),
  /** the JWT that the answer was, decoded, and what the bank's keys say of its signature. JARM §2.4 */
  signed: z.optional(
    z.strictObject({
      content: jwtContentSchema,
      /** `no_keys`: the bank's keys were not to be had */
      signature: z.enum(['good', 'bad', 'no_key', 'refused', 'no_keys']),
      alg: z.string(),
      /** name of the key that verified it, or of those that were tried */
      key: z.string(),
    }),
  ),
  /** the whole answer, kept for the app while the redirect is held */
  held: z.optional(secretReferenceSchema),
  /** we made it ourselves, to see whether we refuse it: the flow goes on as if it had not come */
  fault: z.optional(faultIdSchema),
});

/** What a hold cannot keep from the app, or not read itself. */
export const holdGapSchema = z.enum([
  /** the app's service worker sees the answer: the bank's host was not granted */
  'service_worker',
  /** a service worker sees answers that leave from another host of the bank, or by a window that it opens */
  'other_host',
  /** a posted answer is held and lost: nobody may read it */
  'form_body',
  /** a redirect URI with a scheme of its own: the browser blocks none */
  'scheme',
]);
export type HoldGap = z.infer<typeof holdGapSchema>;

/** The redirect is kept from the app. Recorded again when the means change. */
const holdSet = z.strictObject({
  kind: z.literal('hold_set'),
  redirectUri: z.string(),
  /** origin of the bank's authorization endpoint */
  bank: z.string(),
  /** redirects and pages of the bank's host are stopped there, beside the block at the redirect URI */
  atBank: z.boolean(),
  gaps: z.array(holdGapSchema),
  untilMs: z.number(),
});

/** A hold that ended by itself; nothing was given to the app. */
const holdEnded = z.strictObject({
  kind: z.literal('hold_ended'),
  why: z.enum(['expired', 'browser_closed']),
});

/** The held answer was given to the app, unchanged. */
const released = z.strictObject({ kind: z.literal('released') });

const codeDiscarded = z.strictObject({ kind: z.literal('code_discarded') });

const callPrepared = z.strictObject({
  kind: z.literal('call_prepared'),
  callId: z.string(),
  purpose: callPurposeSchema,
  /** the request's name in the profile */
  name: z.string(),
  request: httpRequestSchema,
  /** what the client assertion in it says, decoded: the assertion itself is secret */
  assertion: z.optional(jwtContentSchema),
  /** what the request object in it says, decoded */
  requestObject: z.optional(jwtContentSchema),
  /** what the DPoP proof in it says, decoded */
  proof: z.optional(jwtContentSchema),
  /** absent: our worker; `person`: sent elsewhere, and its answer pasted; `page`: by the inspected page */
  by: z.optional(z.enum(['person', 'page'])),
  findings: z.array(findingSchema),
  /** what a person made of the profile's request */
  edit: z.optional(callEditSchema),
  /** the code or refresh token that this call uses up, or the access token it carries */
  uses: z.optional(z.string()),
  /** what is wrong with it on purpose */
  fault: z.optional(faultIdSchema),
});

const callSent = z.strictObject({ kind: z.literal('call_sent'), callId: z.string() });

const callAnswered = z.strictObject({
  kind: z.literal('call_answered'),
  callId: z.string(),
  answer: httpAnswerSchema,
  /** the untouched bytes, in the vault */
  raw: z.optional(secretReferenceSchema),
  outcome: z.enum([
    'tokens',
    'error',
    'redirected',
    'unexpected',
    'api_ok',
    'api_refused',
    /** a `request_uri` came */
    'pushed',
    /** the bank did nothing but ask for its nonce in the DPoP proof. RFC 9449 §8 */
    'nonce_wanted',
  ]),
  /** where the pushed request is to be had, once, and until when. RFC 9126 §2.2 */
  pushed: z.optional(z.strictObject({ requestUri: z.string(), endsAtMs: z.number() })),
  findings: z.array(findingSchema),
  tokens: z.array(tokenRecordSchema),
});

const callFailed = z.strictObject({
  kind: z.literal('call_failed'),
  callId: z.string(),
  failure: z.union([
    httpFailureSchema,
    z.strictObject({
      kind: z.enum([
        /** the worker died */
        'interrupted',
        /** the browser refused to store how the call ended */
        'not_recorded',
      ]),
    }),
  ]),
  reached: reachedSchema,
});

const abandoned = z.strictObject({
  kind: z.literal('abandoned'),
  /** what the person saw instead of a redirect */
  saw: z.optional(z.enum(['login_page', 'error_page'])),
});

/** Something that was recorded here and cannot be read any more. What is lost may be that a code was sent. */
const unreadable = z.strictObject({ kind: z.literal('unreadable') });

/** What happened in a flow. */
export const happeningSchema = z.discriminatedUnion('kind', [
  started,
  opened,
  pageSeen,
  redirectCaptured,
  holdSet,
  holdEnded,
  released,
  codeDiscarded,
  captured,
  callPrepared,
  callSent,
  callAnswered,
  callFailed,
  abandoned,
  unreadable,
]);
export type Happening = z.infer<typeof happeningSchema>;
export type HappeningOf<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

/** One line of a flow's record: which flow, the how-manieth, when, what. */
export const flowEventSchema = z.strictObject({
  flowId: z.string(),
  /** counts from 0 without gaps */
  sequence: z.number(),
  atMs: z.number(),
  happening: happeningSchema,
});
export type FlowEvent = z.infer<typeof flowEventSchema>;
