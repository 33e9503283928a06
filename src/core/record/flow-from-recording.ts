import { templateValues } from '../banks/request-values.ts';
import type { FlowEvent, Happening } from '../flow/flow-event.ts';
import { maskParameters, maskText } from '../flow/mask.ts';
import { type KnownSecret, MASKED, type SecretKind, type SecretReference } from '../flow/secret.ts';
import { replaceWritten } from '../flow/written-form.ts';
import type { Finding } from '../lint/finding.ts';
import { judgeResponse } from '../lint/judge-response.ts';
import { maskFindings } from '../lint/mask-findings.ts';
import { answerMode } from '../oauth/answer-mode.ts';
import {
  type AuthorizationResponse,
  landsOn,
  parseAuthorizationResponse,
  responseValue,
} from '../oauth/authorization-response.ts';
import { parametersInAddress } from '../oauth/build-request.ts';
import { carriesAnswer } from '../oauth/match-response.ts';
import { type Parameter, valuesOf } from '../oauth/parameter.ts';
import type { FlowPlan } from '../oauth/request-draft.ts';
import { withUsualResponseNames } from '../oauth/response-names.ts';
import { err, ok, type Result } from '../result.ts';
import type { EpochMilliseconds } from '../time.ts';
import {
  type Recognise,
  readSeenAuthorization,
  type SeenAuthorization,
} from '../watch/seen-authorization.ts';
import type { RecordedFlow } from './flow-file.ts';
import { readRecording } from './read-recording.ts';

/** Why a recording gives no flow. */
export type RecordingFault =
  | { kind: 'not_a_recording' }
  /** none of its addresses is an authorization request */
  | { kind: 'no_authorization_request'; addresses: number };

/** What a recording does not tell. */
export interface RecordingMeans {
  /** when the first flow is said to have started: a recording has no times */
  startedAtMs: EpochMilliseconds;
  /** the id of the how-manieth flow, from 0 */
  flowId(at: number): string;
  /** keyed hash of a secret, 8 hex digits */
  fingerprint(value: string): Promise<string>;
  recognise: Recognise;
  /** the plan that would make a request, and what the linter says of it */
  plan(request: SeenAuthorization): { plan: FlowPlan; bank: string; findings: Finding[] };
}

/**
 * The flows that a recording of Chrome's Recorder went through, as a page's own flows: request, pages, redirect.
 * Times within them are a millisecond for each address. No secret is taken over, neither one that stands in an
 * address nor one that was typed.
 */
export async function flowsFromRecording(
  recording: unknown,
  means: RecordingMeans,
): Promise<Result<RecordedFlow[], RecordingFault>> {
  const journey = readRecording(recording);
  if (!journey) return err({ kind: 'not_a_recording' });
  const flows: FlowBeingRead[] = [];
  for (const [at, url] of journey.addresses.entries()) {
    const atMs = means.startedAtMs + at;
    const request = readSeenAuthorization(visit(url, atMs), means.recognise);
    if (request) {
      const flow = new FlowBeingRead(
        means.flowId(flows.length),
        request,
        journey.typedSecrets,
        means,
      );
      flows.push(flow);
      await flow.open(atMs);
    } else await flows.at(-1)?.stand(url, atMs);
  }
  if (flows.length === 0) {
    return err({ kind: 'no_authorization_request', addresses: journey.addresses.length });
  }
  return ok(flows.map(({ flowId, events }) => ({ flowId, events })));
}

/** Characters of what was typed that are looked for in addresses: fewer stand in innocent words. */
const SHORTEST = 4;

/** A visit of an address, as a browser would have listed it. */
function visit(url: string, atMs: EpochMilliseconds) {
  return {
    atMs,
    durationMs: 0,
    method: 'GET',
    url,
    isDocument: true,
    status: 0,
    headers: [],
    posted: [],
    answerHeaders: [],
  };
}

class FlowBeingRead {
  readonly flowId: string;
  readonly events: FlowEvent[] = [];
  readonly #request: SeenAuthorization;
  readonly #typed: readonly string[];
  readonly #means: RecordingMeans;
  readonly #plan: FlowPlan;
  readonly #told: ReturnType<RecordingMeans['plan']>;
  readonly #known: KnownSecret[] = [];
  #isAnswered = false;

  constructor(
    flowId: string,
    request: SeenAuthorization,
    typed: readonly string[],
    means: RecordingMeans,
  ) {
    this.flowId = flowId;
    this.#request = request;
    this.#typed = typed;
    this.#means = means;
    this.#told = means.plan(request);
    this.#plan = this.#told.plan;
  }

  async open(atMs: EpochMilliseconds): Promise<void> {
    const { url, state } = this.#request;
    const parameters = parametersInAddress(url);
    const [nonce] = valuesOf(parameters, 'nonce');
    const [codeChallenge] = valuesOf(parameters, 'code_challenge');
    const secrets = [await this.#hide('state', state), await this.#hide('nonce', nonce)];
    const { draft, profile } = this.#plan;
    const edits = Object.entries(draft.edits).map(([name, value]): [string, string | null] => [
      name,
      value === null ? null : (this.#maskAll([{ name, value }])[0]?.value ?? ''),
    ]);
    this.#add(atMs, {
      kind: 'started',
      plan: {
        profile,
        draft: { ...draft, edits: Object.fromEntries(edits), extra: this.#maskAll(draft.extra) },
      },
      bank: this.#told.bank,
      secrets: secrets.flatMap((secret) => secret ?? []),
      ...(codeChallenge && { codeChallenge }),
      findings: maskFindings(this.#told.findings, this.#known),
      watched: true,
    });
    this.#add(atMs, { kind: 'opened', how: 'watched', url: this.#mask(url) });
  }

  /** An address after the request: the redirect, else a page of the way there. */
  async stand(url: string, atMs: EpochMilliseconds): Promise<void> {
    if (this.#isAnswered) return;
    const received = parseAuthorizationResponse(url);
    const answer = received && withUsualResponseNames(received, this.#plan.profile.redirectAnswer);
    if (received && answer && this.#isAnswer(answer)) {
      this.#isAnswered = true;
      await this.#land(received, answer, atMs);
      return;
    }
    this.#add(atMs, { kind: 'page_seen', url: this.#mask(url.split(/[?#]/)[0] ?? '') });
  }

  #isAnswer(response: AuthorizationResponse): boolean {
    const { redirectUri, state } = this.#request;
    if (!carriesAnswer(response)) return false;
    if (redirectUri !== '') return landsOn(response, redirectUri);
    // A request that stands behind a `request_uri` does not tell where its answer goes.
    return state !== '' && responseValue(response, 'state') === state;
  }

  async #land(
    received: AuthorizationResponse,
    answer: AuthorizationResponse,
    atMs: EpochMilliseconds,
  ): Promise<void> {
    const { profile, draft } = this.#plan;
    const { redirectUri, state, clientId } = this.#request;
    const values = templateValues(profile, draft.environment, draft.variables);
    const { verdict, code, findings } = judgeResponse(answer, {
      redirectUri: redirectUri || answer.landedOn,
      state: state || undefined,
      issuer: values?.issuer,
      issuerInResponse: profile.issuerInResponse,
      mode: answerMode(this.#plan),
      answeredBefore: false,
      clientId,
      signatureCheck: 'skip',
    });
    const reference = await this.#hide('authorization_code', code);
    const { landedOn, query, fragment } = received;
    this.#add(atMs, {
      kind: 'redirect_captured',
      via: 'watched',
      response: {
        landedOn: this.#mask(landedOn),
        query: this.#maskAll(query),
        fragment: this.#maskAll(fragment),
      },
      verdict,
      findings: maskFindings(findings, this.#known),
      ...(reference && { code: reference }),
    });
  }

  /** Takes note of a secret, so that its mark stands wherever its value stood. */
  async #hide(kind: SecretKind, value: string | undefined): Promise<SecretReference | undefined> {
    if (!value) return undefined;
    const fingerprint = await this.#means.fingerprint(value);
    const reference = { id: `${this.flowId}-${kind}`, kind, length: value.length, fingerprint };
    this.#known.push({ reference, value });
    return reference;
  }

  /** An address as it may be recorded. Hosts stay: a person may have typed a bank's number. */
  #mask(url: string): string {
    const [, host = '', rest = ''] = /^([^:]*:(?:\/\/[^/?#]*)?)(.*)$/s.exec(url) ?? [];
    return maskText(host + this.#withoutTyped(rest), this.#known);
  }

  #maskAll(parameters: readonly Parameter[]): Parameter[] {
    return maskParameters(parameters, this.#known).map(({ name, value }) => ({
      name,
      value: this.#withoutTyped(value),
    }));
  }

  #withoutTyped(text: string): string {
    return this.#typed
      .filter((value) => value.length >= SHORTEST)
      .reduce((masked, value) => replaceWritten(masked, value, MASKED), text);
  }

  #add(atMs: EpochMilliseconds, happening: Happening): void {
    const { flowId, events } = this;
    events.push({ flowId, sequence: events.length, atMs, happening });
  }
}
