import type { FaultId } from '../core/fault-bench/fault.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { isSeenOnly } from '../core/flow/seen-only.ts';
import type { LiveToken } from '../core/lifetimes/token-budget.ts';
import type { Finding, OnErrors } from '../core/lint/finding.ts';
import type { CallEdit } from '../core/oauth/call-edit.ts';
import type { DraftSecrets, FlowPlan } from '../core/oauth/request-draft.ts';
import type { TokenStatusPurpose } from '../core/oauth/status-request.ts';
import type { Result } from '../core/result.ts';
import type { WatchReport } from '../core/watch/watch-report.ts';
import { type RedirectSighting, takeRedirect } from './accept-redirect.ts';
import { closeDeadCalls, lockOf, readClosed, readFlow } from './closed-flow.ts';
import type { Effects } from './effects.ts';
import {
  callAgain,
  callApi,
  checkClientRequest,
  exchangeCode,
  refreshTokens,
  requestClientToken,
} from './flow-calls.ts';
import { runStep, saveCaptured } from './flow-steps.ts';
import { type Release, releaseAnswer } from './held-answer.ts';
import { type OpenReply, openLater } from './open-request.ts';
import { type PastedAnswer, pasteAnswer } from './paste-answer.ts';
import { pushRequest } from './push-request.ts';
import { recordWatched } from './record-watched.ts';
import { sendFault } from './send-fault.ts';
import { type StartOptions, startAuthorization, startFlow } from './start-flow.ts';
import { askTokenStatus } from './token-status.ts';
import { unmaskFlow } from './unmask-flow.ts';

/** Why the engine did not do what it was asked. */
export type EngineRefusal =
  | { kind: 'no_such_flow' }
  | { kind: 'secret_gone'; what: string }
  | { kind: 'already_sent'; what: string }
  | { kind: 'call_under_way' }
  /** the journal took nothing, so nothing was sent */
  | { kind: 'not_recorded' }
  /** the journal did not take how the call ended; it is held until it does */
  | { kind: 'answer_not_recorded' }
  | { kind: 'nothing_to_send' }
  /** a browser cannot send this: the person sends it elsewhere and pastes the answer */
  | { kind: 'explained_only' }
  /** names that an earlier step, or the person, has yet to fill */
  | { kind: 'missing_values'; names: string[] }
  | { kind: 'plain_http'; host: string }
  | { kind: 'not_a_url' }
  | { kind: 'bad_address'; address: string }
  /** the bank wants few token requests, and a token for this context lives: the person may ask anyway */
  | ({ kind: 'token_alive' } & LiveToken)
  | { kind: 'has_errors'; findings: Finding[] };

export type EngineReply<Value = { flowId: string }, Failure = never> = Result<
  Value,
  EngineRefusal | Failure
>;

/** Runs flows. One engine a process: it knows which calls are under way, and can cancel them. */
export class FlowEngine {
  readonly #effects: Effects;
  readonly #running = new Map<string, AbortController>();

  constructor(effects: Effects) {
    this.#effects = effects;
  }

  /** A flow's state; `undefined` when there is no such flow. */
  read(flowId: string): Promise<FlowState | undefined> {
    return readFlow(this.#effects, flowId);
  }

  /** Records a flow and makes its authorization URL ready, which counts as opened when the caller records that. */
  async startAuthorization(
    plan: FlowPlan,
    secrets: DraftSecrets,
    options: StartOptions,
  ): Promise<OpenReply> {
    const started = await startAuthorization(this.#effects, plan, secrets, options);
    if (!started.ok) return started;
    return this.#call(started.value.flowId, (flow, signal) =>
      openLater(this.#effects, flow, signal, { onErrors: 'send_anyway', checked: true }),
    );
  }

  /** Records a flow that goes step by step; nothing is sent or opened yet. */
  async startSteps(
    plan: FlowPlan,
    secrets: DraftSecrets,
    options: StartOptions,
  ): Promise<EngineReply> {
    const { state: edited } = plan.draft.edits;
    const state = edited === undefined ? secrets.state : (edited ?? '');
    const own = { ...secrets, state };
    const findings = [...(options.findings ?? [])];
    return { ok: true, value: await startFlow(this.#effects, plan, own, options, findings) };
  }

  /** Performs one of the steps before the redirect. */
  runStep(flowId: string, name: string): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) => runStep(this.#effects, flow, signal, name));
  }

  /** Takes the answer to a request that a person sent elsewhere. */
  pasteAnswer(flowId: string, name: string, pasted: PastedAnswer): Promise<EngineReply> {
    return this.#call(flowId, (flow) => pasteAnswer(this.#effects, flow, name, pasted));
  }

  /** Records ids that a person typed for later steps. */
  saveCaptured(flowId: string, values: Readonly<Record<string, string>>): Promise<EngineReply> {
    return this.#call(flowId, (flow) => saveCaptured(this.#effects, flow, values));
  }

  /** Pushes the authorization request of a flow, once more where a pushed one was used or has ended. */
  push(flowId: string, onErrors: OnErrors): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) => pushRequest(this.#effects, flow, signal, onErrors));
  }

  /** The authorization URL of a flow whose earlier steps are done. Nothing is opened here. */
  openLater(
    flowId: string,
    options: Pick<StartOptions, 'findings' | 'onErrors'>,
  ): Promise<OpenReply> {
    return this.#call(flowId, (flow, signal) => openLater(this.#effects, flow, signal, options));
  }

  /**
   * Records a flow and asks for a token with client_credentials. Gives the flow as soon as it is
   * recorded; `answered` settles when the call has ended.
   *
   * @see RFC 6749 §4.4
   */
  async requestToken(
    plan: FlowPlan,
    clientSecret: string,
    options: StartOptions,
  ): Promise<EngineReply<{ flowId: string; answered: Promise<EngineReply> }>> {
    const { findings = [] } = options;
    // Checked before anything is recorded: a request that is corrected first leaves no dead flow behind.
    const refusal =
      options.onErrors === 'ask' &&
      (await checkClientRequest(this.#effects, plan, clientSecret, findings));
    if (refusal) return { ok: false, error: refusal };
    const started = await startFlow(this.#effects, plan, { clientSecret }, options, [...findings]);
    const answered = this.#call(started.flowId, (flow, signal) =>
      requestClientToken(this.#effects, flow, signal, findings),
    );
    return { ok: true, value: { flowId: started.flowId, answered } };
  }

  /** @see RFC 6749 §4.1.3 */
  exchangeCode(flowId: string, onErrors: OnErrors): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) =>
      exchangeCode(this.#effects, flow, signal, onErrors),
    );
  }

  /**
   * Sends what a bank should refuse: in a flow of a bench alone, each fault once. The only way on which a code or
   * refresh token is ever sent a second time.
   */
  sendFault(flowId: string, fault: FaultId): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) => sendFault(this.#effects, flow, signal, fault));
  }

  /** @see RFC 6749 §6 */
  refresh(flowId: string, tokenId?: string): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) =>
      refreshTokens(this.#effects, flow, signal, tokenId),
    );
  }

  /** Makes an API call again; with `renew`, only once a renewal has brought a new token. */
  async callAgain(flowId: string, callId: string, renew?: true): Promise<EngineReply> {
    if (renew) {
      const renewed = await this.refresh(flowId);
      const last = (await this.read(flowId))?.calls.at(-1);
      if (!renewed.ok || last?.outcome !== 'tokens') return renewed;
    }
    return this.#call(flowId, (flow, signal) => callAgain(this.#effects, flow, signal, callId));
  }

  /** Tries an access token on one of the profile's API requests. */
  callApi(
    flowId: string,
    name: string,
    tokenId: string,
    onErrors: OnErrors,
    edit?: CallEdit,
  ): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) =>
      callApi(this.#effects, flow, signal, name, tokenId, onErrors, edit),
    );
  }

  /** Asks the bank about a token, or to end it. @see RFC 7662, RFC 7009 */
  askTokenStatus(
    flowId: string,
    purpose: TokenStatusPurpose,
    tokenId: string,
  ): Promise<EngineReply> {
    return this.#call(flowId, (flow, signal) =>
      askTokenStatus(this.#effects, flow, signal, purpose, tokenId),
    );
  }

  /**
   * Stops the call that a flow has under way, if any. The bank may have seen it all the same. One that
   * died before the journal could be told is closed.
   */
  async cancel(flowId: string): Promise<void> {
    const running = this.#running.get(flowId);
    if (running) running.abort();
    else await this.#effects.tryExclusive(lockOf(flowId), () => readClosed(this.#effects, flowId));
  }

  /** Takes a redirect that the browser showed or a person pasted, if some flow waits for it. */
  acceptRedirect(sighting: RedirectSighting): Promise<EngineReply> {
    return takeRedirect(this.#effects, sighting);
  }

  /** Records what a page was seen doing; see `recordWatched`. */
  recordWatched(report: WatchReport): Promise<{ own: boolean }> {
    return this.#effects.exclusive('redirects', () => recordWatched(this.#effects, report));
  }

  /** Throws a code away that was not sent. */
  discardCode(flowId: string): Promise<EngineReply> {
    return this.#call(flowId, async (flow) => {
      if (flow.redirect?.code_use !== 'unspent') {
        return { ok: false, error: { kind: 'nothing_to_send' } };
      }
      await this.#effects.journal.append(flowId, { kind: 'code_discarded' });
      return { ok: true, value: { flowId } };
    });
  }

  /** Gives a held answer away to the app. The caller lets it through and sends it on. */
  release(flowId: string): Promise<EngineReply<Release>> {
    return this.#call(flowId, (flow) => releaseAnswer(this.#effects, flow));
  }

  /**
   * Ends a flow that still waits; a redirect that comes later is not taken any more.
   *
   * @param saw what the person saw instead
   */
  abandon(flowId: string, saw?: FlowState['saw']): Promise<EngineReply> {
    return this.#call(flowId, async () => {
      await this.#effects.journal.append(flowId, { kind: 'abandoned', ...(saw && { saw }) });
      return { ok: true, value: { flowId } };
    });
  }

  /** Stops every call that is under way. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }

  /** Closes calls that an earlier life of this process left open. */
  recover(): Promise<void> {
    return closeDeadCalls(this.#effects);
  }

  /** Where the journal takes nothing even now, the next call of the flow tries again. */
  async #closeIfOpen(flowId: string): Promise<void> {
    await readClosed(this.#effects, flowId).catch(() => undefined);
  }

  /** One call at a time in a flow, over all panels; the flow is read after the lock is held. */
  async #call<Value = { flowId: string }, Failure extends { kind: string } = never>(
    flowId: string,
    run: (flow: FlowState, signal: AbortSignal) => Promise<EngineReply<Value, Failure>>,
  ): Promise<EngineReply<Value, Failure>> {
    const reply = await this.#effects.tryExclusive(lockOf(flowId), async () => {
      const flow = await readClosed(this.#effects, flowId);
      if (!flow) return { ok: false, error: { kind: 'no_such_flow' } } as const;
      // What a page does is the page's, and what a file tells was done elsewhere: never ours to spend.
      if (isSeenOnly(flow.started))
        return { ok: false, error: { kind: 'nothing_to_send' } } as const;
      const controller = new AbortController();
      this.#running.set(flowId, controller);
      try {
        const known = await this.#effects.vault.known(flowId);
        const reply = await run(unmaskFlow(flow, known), controller.signal);
        if (!reply.ok && reply.error.kind === 'not_recorded') await this.#closeIfOpen(flowId);
        return reply;
      } catch (bug) {
        await this.#closeIfOpen(flowId);
        throw bug;
      } finally {
        this.#running.delete(flowId);
      }
    });
    return reply ?? { ok: false, error: { kind: 'call_under_way' } };
  }
}
