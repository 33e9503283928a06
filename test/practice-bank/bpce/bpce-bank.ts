import { randomUUID } from 'node:crypto';
import type { BankState } from '../bank-state.ts';
import { bpceBanks, registeredRedirectUris } from '../clients.ts';
import { type Answer, htmlAnswer, methodNotAllowed, redirectAnswer } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { buildAuthorizationResponse, judgeAuthorizationRequest } from './authorization-request.ts';
import { type Interaction, InteractionStore, type InteractionTurn } from './interaction.ts';
import * as pages from './pages.ts';
import { answerResourceRequest } from './resources.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { TokenStore } from './token-store.ts';

const authorizePath = '/stet/psd2/oauth/authorize';
const tokenPath = '/stet/psd2/oauth/token';

/**
 * The BPCE-like banks: one per bank code, all in one store, so that a code carried to another bank
 * code is recognised. Login pages live below the authorization endpoint's path.
 *
 * @param port where the practice bank listens
 */
export function createBpceBank(state: BankState, port: number) {
  const tokens = new TokenStore(state);
  const interactions = new InteractionStore(state);
  const redirectUris = registeredRedirectUris(port);

  function showStep(
    interaction: Interaction,
    turn: InteractionTurn & { kind: 'show' } = { kind: 'show' },
  ): Answer {
    const path = `${authorizePath}/${interaction.id}`;
    return htmlAnswer(200, pages.interactionPage(interaction, path, turn));
  }

  function answerAuthorizationRequest(request: PracticeRequest, bankCode: string): Answer {
    if (request.method !== 'GET') return methodNotAllowed('GET');
    const verdict = judgeAuthorizationRequest(request.query, redirectUris);
    switch (verdict.kind) {
      case 'accepted':
        return showStep(interactions.start(bankCode, verdict.request));
      case 'shown_to_user':
        return htmlAnswer(400, pages.requestProblemPage(bankCode, verdict.problem));
      case 'sent_to_client':
        return redirectAnswer(buildAuthorizationResponse(verdict.redirectUri, verdict.parameters));
    }
  }

  function answerInteraction(request: PracticeRequest, bankCode: string): Answer {
    const id = request.path.slice(authorizePath.length + 1);
    const interaction = interactions.find(id, bankCode);
    if (interaction === undefined) return htmlAnswer(400, pages.interactionEndedPage(bankCode));
    if (request.method !== 'POST') return showStep(interaction);
    const turn = interactions.takeTurn(interaction, request.form);
    if (turn.kind === 'show') return showStep(interaction, turn);
    const { redirectUri, state } = interaction.request;
    const outcome: Record<string, string> =
      turn.kind === 'approved'
        ? { code: tokens.issueCode(bankCode, interaction.request) }
        : { error: 'access_denied', error_description: 'The user refused the access.' };
    if (state !== undefined) outcome.state = state;
    return redirectAnswer(buildAuthorizationResponse(redirectUri, outcome));
  }

  /** Answers one request to the bank with this 5-digit code. */
  return (request: PracticeRequest, bankCode: string): Answer => {
    const answer = route(request, bankCode);
    return { ...answer, headers: { ...answer.headers, 'x-correlationid': randomUUID() } };
  };

  function route(request: PracticeRequest, bankCode: string): Answer {
    if (!bpceBanks.has(bankCode)) return htmlAnswer(404, pages.unservedBankPage(bankCode));
    if (request.path === authorizePath) return answerAuthorizationRequest(request, bankCode);
    if (request.path.startsWith(`${authorizePath}/`)) return answerInteraction(request, bankCode);
    if (request.path === tokenPath) return answerTokenRequest(request, bankCode, tokens);
    const resource = answerResourceRequest(request, bankCode, tokens, state.nowMs());
    return resource ?? htmlAnswer(404, pages.unknownPathPage(bankCode, request.path));
  }
}
