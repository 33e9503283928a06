import type { FlowEvent } from '../../../../src/core/flow/flow-event.ts';
import { currentToken } from '../../../../src/core/flow/flow-state.ts';
import { stepsBefore } from '../../../../src/core/flow/flow-steps.ts';
import type {
  DraftSecrets,
  FlowPlan,
  RequestDraft,
} from '../../../../src/core/oauth/request-draft.ts';
import type { Result } from '../../../../src/core/result.ts';
import type { Effects, Send } from '../../../../src/engine/effects.ts';
import { FlowEngine } from '../../../../src/engine/flow-engine.ts';
import { createSender } from '../../../../src/engine/http-sender.ts';
import type { StartOptions } from '../../../../src/engine/start-flow.ts';
import type { PracticeBank } from '../../../practice-bank/practice-bank.ts';
import { MemoryEffects } from '../../engine/memory-effects.ts';
import { planFor } from '../../engine/plans.ts';
import { send } from '../../practice-bank/local-client.ts';
import { decide } from '../../practice-bank/openid-user.ts';

/** A flow to run at the practice bank, as a person and the extension would. */
export interface PracticeFlow {
  profile: string;
  draft?: Partial<RequestDraft>;
  clientSecret?: string;
  /** an API request to try afterwards */
  call?: string | undefined;
}

/** Runs flows at a practice bank, through the engine, with the browser's part played here. */
export class PracticeRuns {
  readonly effects = new MemoryEffects();
  readonly #bank: PracticeBank;
  readonly #engine = new FlowEngine(this.effects);
  #random = 0;

  constructor(bank: PracticeBank) {
    this.#bank = bank;
    this.effects.bank = bankSender(this.effects);
  }

  /** Runs a flow to its end, good or bad, and gives its record. */
  async run({ profile, draft = {}, clientSecret = '', call }: PracticeFlow): Promise<FlowEvent[]> {
    this.effects.nowMs = Date.now();
    const practicePort = String(this.#bank.port);
    const plan = planFor(profile, {
      redirectUri: `${this.#bank.urls.app}/callback`,
      ...draft,
      variables: { practicePort, ...draft.variables },
    });
    const options = { bank: 'Practice bank', onErrors: 'send_anyway' } as const;
    const secrets = {
      clientSecret,
      state: this.#fresh('state'),
      nonce: this.#fresh('nonce'),
      codeVerifier: this.#fresh('verifier'),
    };
    if (plan.draft.grant === 'client_credentials') {
      const { flowId, answered } = given(
        await this.#engine.requestToken(plan, clientSecret, options),
      );
      await answered;
      return this.#record(flowId, call);
    }
    const before = stepsBefore(plan);
    const opened =
      before.length > 0
        ? await this.#throughSteps(plan, secrets, options)
        : given(await this.#engine.startAuthorization(plan, secrets, options));
    const { flowId, recordedUrl } = opened;
    await this.effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
    const { url, status } = await visit(opened.url);
    await this.#engine.acceptRedirect({ url, via: 'bank_redirect', status });
    await this.#engine.exchangeCode(flowId, 'send_anyway');
    return this.#record(flowId, call);
  }

  async #throughSteps(plan: FlowPlan, secrets: DraftSecrets, options: StartOptions) {
    const { flowId } = given(await this.#engine.startSteps(plan, secrets, options));
    for (const { name } of stepsBefore(plan)) given(await this.#engine.runStep(flowId, name));
    return given(await this.#engine.openLater(flowId, options));
  }

  async #record(flowId: string, call: string | undefined): Promise<FlowEvent[]> {
    const flow = await this.#engine.read(flowId);
    const token = flow && currentToken(flow, 'access_token');
    if (call !== undefined && token) {
      await this.#engine.callApi(flowId, call, token.secret.id, 'send_anyway');
    }
    return this.effects.journal.events(flowId);
  }

  #fresh(name: string): string {
    this.#random += 1;
    return `fake-${name}-${this.#random}-`.padEnd(43, 'x');
  }
}

/** Sends to the practice bank, whose names Node does not resolve. */
export function bankSender({ clock }: Pick<Effects, 'clock'>): Send {
  const limits = { timeLimitMs: 5000, sizeLimit: 1_000_000 };
  return createSender({ fetch: localFetch as typeof fetch, clock, ...limits });
}

/** The bank's redirect back: of a bank that approves at once, or after its login pages. */
export async function visit(url: string): Promise<{ url: string; status: number }> {
  if (new URL(url).hostname.startsWith('oidc.')) {
    return { url: (await decide(url, 'approve')).href, status: 303 };
  }
  const { headers, status } = await send(url);
  return { url: headers.location ?? url, status };
}

async function localFetch(url: string, init: RequestInit): Promise<Response> {
  const { method = 'GET', headers = [], body } = init;
  const answer = await send(url, {
    method,
    headers: Object.fromEntries(headers as [string, string][]),
    ...(typeof body === 'string' && { body }),
  });
  const texts = Object.entries(answer.headers).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return new Response(answer.text || null, {
    status: answer.status,
    headers: texts.map(([name, value]) => [name, value]),
  });
}

function given<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
