import * as z from 'zod';

const target = {
  /** Host name without the port; absent: every bank. */
  host: z.string().optional(),
  method: z.string().optional(),
  /** The path itself and everything below it. */
  path: z.string().startsWith('/'),
  /** How often it strikes; absent: until the faults are cleared. */
  times: z.int().positive().optional(),
};

const headers = z.record(z.string().toLowerCase(), z.string()).optional();

/** A fault as the control takes it: where it strikes, and what it does there. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...target, kind: z.literal('slow'), ms: z.int().nonnegative() }),
  z.strictObject({ ...target, kind: z.literal('down') }),
  z.strictObject({
    ...target,
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers,
    body: z.string().optional(),
    contentType: z.string().optional(),
  }),
  z.strictObject({ ...target, kind: z.literal('html-200'), body: z.string().optional() }),
  z.strictObject({
    ...target,
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.int().min(300).max(399).optional(),
  }),
  z.strictObject({ ...target, kind: z.literal('lost-answer') }),
  z.strictObject({ ...target, kind: z.literal('truncated') }),
  z.strictObject({
    ...target,
    kind: z.literal('stall'),
    after: z.enum(['nothing', 'headers', 'half']),
  }),
  z.strictObject({ ...target, kind: z.literal('content-type'), contentType: z.string() }),
  z.strictObject({ ...target, kind: z.literal('set-json'), json: z.record(z.string(), z.json()) }),
  z.strictObject({
    ...target,
    kind: z.literal('set-headers'),
    headers: z.record(z.string().toLowerCase(), z.string().nullable()),
  }),
  z.strictObject({ ...target, kind: z.literal('reverse-json') }),
  z.strictObject({
    ...target,
    kind: z.literal('set-token'),
    member: z.string(),
    header: z.record(z.string(), z.json()).optional(),
    claims: z.record(z.string(), z.json()).optional(),
  }),
  z.strictObject({
    ...target,
    kind: z.literal('sign-token'),
    member: z.string(),
    header: z.record(z.string(), z.json()).optional(),
    claims: z.record(z.string(), z.json()).optional(),
  }),
  z.strictObject({
    ...target,
    kind: z.literal('redirect-status'),
    status: z.int().min(301).max(308),
  }),
  z.strictObject({ ...target, kind: z.literal('wrong-state') }),
  z.strictObject({ ...target, kind: z.literal('drop-state') }),
  z.strictObject({
    ...target,
    kind: z.literal('set-query'),
    query: z.record(z.string(), z.string().nullable()),
  }),
  z.strictObject({
    ...target,
    kind: z.literal('extra-query'),
    query: z.record(z.string(), z.string()),
  }),
  z.strictObject({
    ...target,
    kind: z.literal('set-response'),
    header: z.record(z.string(), z.json()).optional(),
    claims: z.record(z.string(), z.json()).optional(),
    signature: z.enum(['fitting', 'old']),
  }),
  z.strictObject({ ...target, kind: z.literal('plain-response') }),
  z.strictObject({ ...target, kind: z.literal('double-encoded') }),
  z.strictObject({ ...target, kind: z.literal('fragment') }),
  z.strictObject({ ...target, kind: z.literal('script') }),
  z.strictObject({ ...target, kind: z.literal('form-post') }),
  z.strictObject({ ...target, kind: z.literal('shown') }),
]);

export type Fault = z.infer<typeof faultSchema>;

/**
 * When a fault acts: `before` the bank sees the request; `after` the bank acted on it (a code is
 * spent by then); or on an authorization `response`, the redirect to a registered redirect URI.
 */
export type FaultStage = 'before' | 'after' | 'response';

/** Every fault kind: its stage, and what it does in a few words. */
export const faultKinds: Readonly<Record<Fault['kind'], { stage: FaultStage; effect: string }>> = {
  slow: { stage: 'before', effect: 'waits ms, then goes on' },
  down: { stage: 'before', effect: 'closes the connection; the bank never sees the request' },
  status: { stage: 'before', effect: 'answers status, headers, body, contentType' },
  'html-200': { stage: 'before', effect: 'answers 200 with an HTML page' },
  redirect: { stage: 'before', effect: 'redirects to location (status, default 302)' },
  'lost-answer': { stage: 'after', effect: 'the bank acts, then the connection closes unanswered' },
  truncated: { stage: 'after', effect: 'sends half of the real answer, then closes' },
  stall: { stage: 'after', effect: 'the bank acts, sends after (nothing, headers, half), no more' },
  'content-type': { stage: 'after', effect: 'sends the real answer under contentType' },
  'set-json': { stage: 'after', effect: 'sets members of the real JSON answer; null removes one' },
  'set-headers': { stage: 'after', effect: 'sets headers of the real answer; null removes one' },
  'reverse-json': { stage: 'after', effect: 'sends the members of the real JSON answer backwards' },
  'set-token': {
    stage: 'after',
    effect: 'sets header and claims of the JWT in a member; its signature stays, and is wrong then',
  },
  'sign-token': {
    stage: 'after',
    effect: 'the same, signed again by the bank; null removes a claim, alg none the signature',
  },
  'redirect-status': { stage: 'response', effect: 'redirects with status' },
  'wrong-state': { stage: 'response', effect: 'redirects with another state' },
  'drop-state': { stage: 'response', effect: 'redirects without the state' },
  'set-query': { stage: 'response', effect: 'sets parameters of the redirect; null removes one' },
  'extra-query': { stage: 'response', effect: 'adds parameters, also a second one of a name' },
  'set-response': {
    stage: 'response',
    effect: 'sets header and claims of a JWT answer; its signature is fitting, or the old one',
  },
  'plain-response': { stage: 'response', effect: 'redirects with what stands in a JWT answer' },
  'double-encoded': { stage: 'response', effect: 'percent-encodes the values twice' },
  fragment: { stage: 'response', effect: 'moves the parameters into the fragment' },
  script: { stage: 'response', effect: 'navigates by a script in a page instead of a redirect' },
  'form-post': { stage: 'response', effect: 'posts the parameters to the redirect URI by a form' },
  shown: { stage: 'response', effect: 'shows the address of the redirect on a page of the bank' },
};
