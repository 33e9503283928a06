import type { BankState } from '../bank-state.ts';
import { type Answer, htmlAnswer, methodNotAllowed, redirectAnswer } from '../http/answer.ts';
import type { Html } from '../http/html.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { type Interaction, type InteractionProblem, InteractionStore } from './interaction.ts';

/**
 * What becomes of an authorization request. `R` is a request that may go on to the login page, `P`
 * what is wrong with one that cannot be answered at a redirect URI.
 */
export type AuthorizationRequestVerdict<R, P> =
  | { kind: 'accepted'; request: R }
  /** Said to the user on the bank's own page: there is no redirect URI that can be trusted. */
  | { kind: 'shown_to_user'; problem: P }
  /** Said to the client, at this address. @see RFC 6749 §4.1.2.1 */
  | { kind: 'sent_to_client'; location: string };

/** What the user sees at one authorization endpoint. */
export interface AuthorizationPages<R, P> {
  step(
    interaction: Interaction<R>,
    actionPath: string,
    problem: InteractionProblem | undefined,
  ): Html;
  requestProblem(problem: P): Html;
  interactionEnded(): Html;
}

/** One authorization endpoint; its pages live below its path. */
export interface AuthorizationEndpoint<R, P> {
  path: string;
  judge(query: URLSearchParams): AuthorizationRequestVerdict<R, P>;
  pages: AuthorizationPages<R, P>;
  /** Acts on the user's decision; gives the address to which the browser goes. */
  decide(request: R, decision: 'approved' | 'refused'): string;
}

/**
 * A function that answers what belongs to the authorization endpoint, from the request over login,
 * SMS and consent to the redirect, and gives `undefined` for another path.
 *
 * @see RFC 6749 §3.1
 */
export function serveAuthorizationEndpoint<R, P>(
  state: BankState,
  { path, judge, pages, decide }: AuthorizationEndpoint<R, P>,
) {
  const interactions = new InteractionStore<R>(state);

  function showStep(interaction: Interaction<R>, problem?: InteractionProblem): Answer {
    return htmlAnswer(200, pages.step(interaction, `${path}/${interaction.id}`, problem));
  }

  function answerAuthorizationRequest(request: PracticeRequest): Answer {
    if (request.method !== 'GET') return methodNotAllowed('GET');
    const verdict = judge(request.query);
    switch (verdict.kind) {
      case 'accepted':
        return state.settings.approveAtOnce
          ? redirectAnswer(decide(verdict.request, 'approved'))
          : showStep(interactions.start(verdict.request));
      case 'shown_to_user':
        return htmlAnswer(400, pages.requestProblem(verdict.problem));
      case 'sent_to_client':
        return redirectAnswer(verdict.location);
    }
  }

  function answerInteraction(request: PracticeRequest): Answer {
    const interaction = interactions.find(request.path.slice(path.length + 1));
    if (interaction === undefined) return htmlAnswer(400, pages.interactionEnded());
    if (request.method !== 'POST') return showStep(interaction);
    const turn = interactions.takeTurn(interaction, request.form);
    if (turn.kind === 'show') return showStep(interaction, turn.problem);
    return redirectAnswer(decide(interaction.request, turn.kind));
  }

  return (request: PracticeRequest): Answer | undefined => {
    if (request.path === path) return answerAuthorizationRequest(request);
    return request.path.startsWith(`${path}/`) ? answerInteraction(request) : undefined;
  };
}
