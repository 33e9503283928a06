import type { FlowEvent, HappeningOf } from '../flow/flow-event.ts';
import { type CallState, type FlowState, foldFlow } from '../flow/flow-state.ts';
import { SECRET_MARK, secretMark } from '../flow/secret.ts';
import type { HttpRequest } from '../oauth/http-message.ts';
import type { RecordedFlow } from '../record/flow-file.ts';
import { type ScriptRequest, scriptRequest } from './script-request.ts';
import { type ScriptText, scriptText } from './script-text.ts';
import { BASIC_CREDENTIALS, CODE_CHALLENGE, DPOP_PROOF, VariableNames } from './variable-names.ts';

/** Where the value of a variable comes from when the flow is run again. */
export type VariableSource =
  /** the person has it */
  | { kind: 'person' }
  /** of a client assertion: signed anew for each request */
  | { kind: 'assertion' }
  /** the authorization request as a JWT: signed anew, with fresh values in it. RFC 9101 */
  | { kind: 'request_object' }
  /** a DPoP proof: signed anew for each request, with the bank's newest nonce. RFC 9449 §4.2 */
  | { kind: 'proof' }
  /** client ID and secret for an `Authorization: Basic` header */
  | { kind: 'basic' }
  /** in the redirect, once */
  | { kind: 'redirect' }
  /** random, made anew */
  | { kind: 'fresh' }
  /** S256 of the verifier. @see RFC 7636 §4.2 */
  | { kind: 'challenge' }
  /** in the answer to a call */
  | { kind: 'answer'; call: string };

export interface ScriptVariable {
  /** in snake case, e.g. `client_secret` */
  name: string;
  source: VariableSource;
  /** what stands in the record in its place */
  mark: string;
}

/** A value that an answer brings for later requests. */
export interface Brought {
  variable: string;
  from: 'body' | 'header';
  /** members of the JSON body joined by dots, or a header's name */
  path: string;
}

/** One call of the flow, as it can be made again. */
export interface ScriptCall {
  kind: 'call';
  /** unique in the flow, and good for a file name: `exchange`, `accounts_2` */
  name: string;
  call: CallState;
  request: ScriptRequest;
  brings: readonly Brought[];
}

/** What the browser opens in the middle of the flow. */
export interface ScriptAuthorization {
  kind: 'authorization';
  /** a GET that a browser makes */
  request: ScriptRequest;
  /** the same as one text, encoded but for what varies */
  url: ScriptText;
  redirectUri: string;
  /** names of the answer's parameters at this bank, and where they stand */
  answer: { mode: 'query' | 'fragment' | 'form_post'; code: string; state: string };
  /** what it brings stands in a JWT, under this parameter. JARM §2.3 */
  signed?: 'response';
  /** variables that its redirect fills */
  code: string;
}

/** A flow as requests that can be made again, one after the other, with what each answer brings to the next. */
export interface FlowScript {
  flow: FlowState;
  events: readonly FlowEvent[];
  steps: readonly (ScriptAuthorization | ScriptCall)[];
  /** in the order in which they are needed */
  variables: readonly ScriptVariable[];
}

/** Shorter ids would be found inside innocent words. */
const SHORTEST_ID = 6;

/**
 * Reads a recorded flow as a script. Pure: the same record gives the same names.
 *
 * @param calls `to_make`: without those that the bank only asked to be made again with its nonce
 * @throws when the events do not begin with a start, which no record file has
 */
export function flowScript({ events }: RecordedFlow, calls: 'all' | 'to_make' = 'all'): FlowScript {
  const flow = foldFlow(events);
  if (!flow) throw new Error('a record without a start');
  const names = new VariableNames();
  const ids = new CapturedIds(names);
  const taken = new Set<string>();
  const steps: (ScriptAuthorization | ScriptCall)[] = [];
  const opening = openingOf(events);
  for (const [at, { happening }] of events.entries()) {
    if (happening === opening) steps.push(authorizationOf(flow, opening.url, names, ids));
    if (happening.kind !== 'call_prepared') continue;
    const call = flow.calls.find(({ callId }) => callId === happening.callId);
    if (!call || (calls === 'to_make' && call.outcome === 'nonce_wanted')) continue;
    const sent = withChallengeMark(call.request, flow);
    const request = scriptRequest(sent, names, (text) => ids.bind(text));
    const brought = capturedOf(flow, call, events.slice(at));
    const isOwn = call.purpose === 'exchange' || call.purpose === 'push';
    const name = freeName(isOwn ? call.purpose : call.name, taken);
    const brings = [...tokensOf(flow, call, names), ...ids.add(brought)];
    steps.push({ kind: 'call', name, call, request, brings });
  }
  const used = usedNames(steps);
  // Tokens are what a flow is for; an id that nothing uses is not.
  const isWanted = (name: string) =>
    used.has(name) || /_(token|code)$/.test(names.given.get(name)?.kind ?? '');
  const wanted = steps.map((step) =>
    step.kind === 'call'
      ? { ...step, brings: step.brings.filter(({ variable }) => isWanted(variable)) }
      : step,
  );
  const variables = variablesOf(wanted, names)
    .filter(({ name }) => isWanted(name))
    // A challenge is made of the verifier.
    .toSorted(
      (a, b) => Number(a.source.kind === 'challenge') - Number(b.source.kind === 'challenge'),
    );
  return { flow, events, steps: wanted, variables };
}

/** The first time that the bank's page was opened; the last one where the request was pushed anew for it. */
function openingOf(events: readonly FlowEvent[]): HappeningOf<'opened'> | undefined {
  const openings = events.flatMap(({ happening }) =>
    happening.kind === 'opened' ? [happening] : [],
  );
  const isPushed = events.some(
    ({ happening }) => happening.kind === 'call_prepared' && happening.purpose === 'push',
  );
  return openings.at(isPushed ? -1 : 0);
}

/** A pushed request has the challenge where else the address has it. */
function withChallengeMark(request: HttpRequest, { started }: FlowState): HttpRequest {
  const { codeChallenge } = started;
  const { body } = request;
  if (codeChallenge === undefined || body === undefined) return request;
  return { ...request, body: body.replaceAll(codeChallenge, CHALLENGE_MARK) };
}

/** Variables that stand in some request. */
function usedNames(steps: FlowScript['steps']): ReadonlySet<string> {
  const texts = steps.flatMap(({ request: { address, query, headers, body } }) => [
    address,
    ...query.map(({ value }) => value),
    ...headers.map(([, value]) => value),
    ...(body?.kind === 'text' ? [body.text] : (body?.fields.map(({ value }) => value) ?? [])),
  ]);
  return new Set(texts.flat().flatMap((piece) => ('variable' in piece ? [piece.variable] : [])));
}

function authorizationOf(
  flow: FlowState,
  recordedUrl: string,
  names: VariableNames,
  ids: CapturedIds,
): ScriptAuthorization {
  const { plan, codeChallenge } = flow.started;
  const { redirectAnswer } = plan.profile;
  const url = codeChallenge ? recordedUrl.replaceAll(codeChallenge, CHALLENGE_MARK) : recordedUrl;
  const bind = (text: string) => ids.bind(text);
  return {
    kind: 'authorization',
    request: scriptRequest({ method: 'GET', url, headers: [] }, names, bind),
    url: scriptText(bind(url), names),
    redirectUri: plan.draft.edits.redirect_uri ?? plan.draft.redirectUri,
    answer: {
      mode: redirectAnswer?.mode ?? 'query',
      code: parameterName(redirectAnswer?.code, 'code'),
      state: parameterName(redirectAnswer?.state, 'state'),
    },
    ...(flow.redirect?.signed && { signed: 'response' as const }),
    code: names.nameOf('authorization_code', flow.redirect?.code?.fingerprint ?? ''),
  };
}

/** A name that may stand in a pattern and in code. */
function parameterName(own: string | undefined, usual: string): string {
  return own !== undefined && /^\w+$/.test(own) ? own : usual;
}

const CHALLENGE_MARK = secretMark({ kind: CODE_CHALLENGE, fingerprint: '0' });

/** Tokens by the places in which this bank's answers have them. */
function tokensOf(
  { tokens, started }: FlowState,
  call: CallState,
  names: VariableNames,
): Brought[] {
  const own = started.plan.profile.tokenAnswer ?? {};
  return tokens
    .filter(({ callId }) => callId === call.callId)
    .map(({ kind, secret }) => ({
      variable: names.nameOf(secret.kind, secret.fingerprint),
      from: 'body' as const,
      path: own[kind] || kind,
    }));
}

/** What a call's answer brought by the profile's captures, or by its being a push, with the values as recorded. */
function capturedOf(
  { started }: FlowState,
  call: CallState,
  rest: readonly FlowEvent[],
): (Omit<Brought, 'variable'> & { name: string; value: string })[] {
  if (call.pushed) {
    const { requestUri: value } = call.pushed;
    return [{ name: 'requestUri', from: 'body', path: 'request_uri', value }];
  }
  const own = rest.findIndex(
    ({ happening }) => happening.kind === 'call_answered' && happening.callId === call.callId,
  );
  const next = own < 0 ? undefined : rest[own + 1]?.happening;
  if (next?.kind !== 'captured' || next.by !== 'bank') return [];
  const captures = started.plan.profile.requests[call.name]?.captures ?? [];
  return captures.flatMap(({ name, from, path }) => {
    const value = next.values[name];
    if (value === undefined) return [];
    // A record may come from anybody, and a header's name becomes part of a pattern in some formats.
    const safe = from === 'header' ? path.replace(/[^\w-]+/g, '-') : path;
    return [{ name, from, path: safe, value }];
  });
}

/** Ids that answers brought, which later requests hold as plain text. */
class CapturedIds {
  readonly #names: VariableNames;
  #known: { value: string; mark: string }[] = [];

  constructor(names: VariableNames) {
    this.#names = names;
  }

  add(found: ReturnType<typeof capturedOf>): Brought[] {
    return found.map(({ name, from, path, value }) => {
      const [, kind, fingerprint] = new RegExp(`^${SECRET_MARK.source}$`).exec(value) ?? [];
      // One with something secret in it has a mark already.
      if (kind !== undefined && fingerprint !== undefined) {
        return { variable: this.#names.nameOf(kind, fingerprint), from, path };
      }
      const own = snakeCase(name);
      this.#names.allow(own);
      const number = this.#known.length.toString(16);
      this.#known = [
        ...this.#known.filter((known) => known.value !== value),
        { value, mark: `{{${own}#${number}}}` },
      ].toSorted((a, b) => b.value.length - a.value.length);
      return { variable: this.#names.nameOf(own, number), from, path };
    });
  }

  /** The text with marks in place of the ids. */
  bind(text: string): string {
    return this.#known.reduce(
      (bound, { value, mark }) =>
        value.length < SHORTEST_ID ? bound : bound.replaceAll(value, mark),
      text,
    );
  }
}

/** Every variable with where its value comes from. */
function variablesOf(steps: FlowScript['steps'], { given }: VariableNames): ScriptVariable[] {
  // What an object that is signed elsewhere holds is chosen where it is signed.
  const opens =
    steps.some(({ kind }) => kind === 'authorization') &&
    ![...given.values()].some(({ kind }) => kind === 'request_object');
  const bringers = new Map(
    steps.flatMap((step) =>
      step.kind === 'call' ? step.brings.map(({ variable }) => [variable, step.name] as const) : [],
    ),
  );
  return [...given].map(([name, { kind, mark }]) => {
    const call = bringers.get(name);
    const source = call === undefined ? sourceOf(kind, opens) : { kind: 'answer' as const, call };
    return { name, source, mark };
  });
}

function sourceOf(kind: string, opens: boolean): VariableSource {
  switch (kind) {
    case 'state':
    case 'nonce':
    case 'code_verifier':
      return { kind: opens ? 'fresh' : 'person' };
    case CODE_CHALLENGE:
      return { kind: 'challenge' };
    case 'authorization_code':
      return { kind: 'redirect' };
    case 'client_assertion':
      return { kind: 'assertion' };
    case 'request_object':
      return { kind: 'request_object' };
    case DPOP_PROOF:
      return { kind: 'proof' };
    case BASIC_CREDENTIALS:
      return { kind: 'basic' };
    default:
      return { kind: 'person' };
  }
}

/** In snake case, and of two words at least: a shell has its own PATH and USER. */
function snakeCase(name: string): string {
  const snake = name
    .replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`)
    .replace(/[^a-z_]/g, '_');
  return snake.includes('_') ? snake : `${snake}_id`;
}

function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted.replace(/[^A-Za-z0-9]+/g, '_');
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
  taken.add(name);
  return name;
}
