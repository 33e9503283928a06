import { practiceCredentials } from '../clients.ts';
import { type Html, html } from '../http/html.ts';
import { field, page, problem as problemBox, type SiteDesign } from '../http/page.ts';
import type { Interaction, InteractionProblem } from './interaction.ts';

/** What the pages of one site say. */
export interface StepWords {
  signIn: string;
  user: string;
  password: string;
  continue: string;
  authentication: string;
  sms: string;
  confirm: string;
  consent: string;
  /** Follows the name of the client. */
  asksFor: string;
  approve: string;
  refuse: string;
  problems: Readonly<Record<InteractionProblem, string>>;
}

/** What the page of a step shows besides its words. */
export interface StepPage {
  step: Interaction<unknown>['step'];
  /** Where its form is posted. */
  actionPath: string;
  clientId: string;
  /** What the client may do after the consent, one item each. */
  asked: readonly string[];
  problem: InteractionProblem | undefined;
}

/**
 * The page of the step that the user has reached, filled in: whoever learns the tool has nothing to type. Fields have the ids `user`, `password` and `sms`,
 * buttons `continue`, `confirm`, `approve` and `refuse`, at every bank.
 */
export function stepPage(
  design: SiteDesign,
  words: StepWords,
  { step, actionPath, clientId, asked, problem }: StepPage,
): Html {
  const alert = problemBox(problem === undefined ? undefined : words.problems[problem]);
  const form = (content: Html) =>
    html`${alert}<form method="post" action="${actionPath}">${content}</form>`;
  const { user, password, sms } = practiceCredentials;
  switch (step) {
    case 'login':
      return page(
        design,
        words.signIn,
        html`${form(html`${field('user', words.user, 'text', 'username', user)}
${field('password', words.password, 'password', 'current-password', password)}
<button id="continue">${words.continue}</button>`)}
${hint(html`${words.user}: <code>${user}</code><br>
${words.password}: <code>${password}</code>`)}`,
      );
    case 'sms':
      return page(
        design,
        words.authentication,
        html`${form(html`${field('sms', words.sms, 'text', 'one-time-code', sms)}
<button id="confirm">${words.confirm}</button>`)}
${hint(html`${words.sms}: <code>${sms}</code>`)}`,
      );
    case 'consent':
      return page(
        design,
        words.consent,
        html`<p><strong>${clientId}</strong> ${words.asksFor}:</p>
<ul>${asked.map((item) => html`<li>${item}</li>`)}</ul>
${form(html`<button id="approve" name="decision" value="approve">${words.approve}</button>
<button id="refuse" name="decision" value="refuse" class="plain">${words.refuse}</button>`)}`,
      );
  }
}

function hint(content: Html): Html {
  return html`<aside aria-label="Practice credentials">${content}</aside>`;
}
