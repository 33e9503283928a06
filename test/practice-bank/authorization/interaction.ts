import type { BankState } from '../bank-state.ts';
import { practiceCredentials } from '../clients.ts';
import { randomText } from '../random-text.ts';

const interactionSeconds = 30 * 60;

/** Where the user stands between the authorization request and its answer. */
export interface Interaction<R> {
  id: string;
  request: R;
  step: 'login' | 'sms' | 'consent';
  expiresAtMs: number;
}

/** What a posted page led to. */
export type InteractionTurn =
  | { kind: 'show'; problem?: InteractionProblem }
  | { kind: 'approved' }
  | { kind: 'refused' };

/** What the user typed wrong. */
export type InteractionProblem = 'credentials' | 'sms';

/** Users on their way through the pages of one authorization endpoint. */
export class InteractionStore<R> {
  readonly #interactions = new Map<string, Interaction<R>>();
  readonly #state: BankState;

  constructor(state: BankState) {
    this.#state = state;
  }

  start(request: R): Interaction<R> {
    const interaction: Interaction<R> = {
      id: randomText(43),
      request,
      step: 'login',
      expiresAtMs: this.#state.nowMs() + interactionSeconds * 1000,
    };
    this.#interactions.set(interaction.id, interaction);
    return interaction;
  }

  /** The interaction with this id, unless it has ended. */
  find(id: string): Interaction<R> | undefined {
    const interaction = this.#interactions.get(id);
    if (interaction === undefined || interaction.expiresAtMs <= this.#state.nowMs())
      return undefined;
    return interaction;
  }

  /**
   * Takes one posted page. A page of another step (the browser's back button) shows the current
   * step again; an approval or refusal ends the interaction.
   */
  takeTurn(interaction: Interaction<R>, form: URLSearchParams): InteractionTurn {
    if (interaction.step === 'login' && form.has('user')) {
      const { user, password } = practiceCredentials;
      const isRight = form.get('user') === user && form.get('password') === password;
      if (!isRight) return { kind: 'show', problem: 'credentials' };
      interaction.step = 'sms';
    } else if (interaction.step === 'sms' && form.has('sms')) {
      if (form.get('sms') !== practiceCredentials.sms) return { kind: 'show', problem: 'sms' };
      interaction.step = 'consent';
    } else if (interaction.step === 'consent' && form.has('decision')) {
      this.#interactions.delete(interaction.id);
      return form.get('decision') === 'approve' ? { kind: 'approved' } : { kind: 'refused' };
    }
    return { kind: 'show' };
  }
}
