import { type Html, html } from '../http/html.ts';
import { page, type SiteDesign } from '../http/page.ts';
import type { AuthorizationPages } from './authorization-endpoint.ts';
import { type StepWords, stepPage } from './step-page.ts';

const words: StepWords = {
  signIn: 'Sign in',
  user: 'User ID',
  password: 'Password',
  continue: 'Continue',
  authentication: 'Strong authentication',
  sms: 'SMS code',
  confirm: 'Confirm',
  consent: 'Consent',
  asksFor: 'asks for',
  approve: 'Approve',
  refuse: 'Refuse',
  problems: { credentials: 'Wrong user ID or password', sms: 'Wrong SMS code' },
};

/** What a request that cannot be answered at a redirect URI has wrong. */
export type RequestProblem =
  | { kind: 'untrusted_parameter'; name: string }
  /** The brackets of an address template were not filled in. */
  | { kind: 'placeholders_left'; placeholders: string[] };

/**
 * The pages of a bank that speaks English.
 *
 * @param describe names the client and what it asks for
 */
export function englishPages<R>(
  design: SiteDesign,
  describe: (request: R) => { clientId: string; asked: readonly string[] },
): AuthorizationPages<R, RequestProblem> {
  return {
    step: ({ step, request }, actionPath, problem) =>
      stepPage(design, words, { step, actionPath, problem, ...describe(request) }),
    requestProblem: (problem) => page(design, 'Request refused', explain(problem)),
    interactionEnded: () =>
      page(design, 'Session ended', html`<p>Start again from the application.</p>`),
  };
}

function explain(problem: RequestProblem): Html {
  switch (problem.kind) {
    case 'untrusted_parameter':
      return html`<p>The calling application is not recognised: the parameter
<code>${problem.name}</code> is missing, repeated or not registered with the bank.</p>`;
    case 'placeholders_left':
      return html`<p>The address is a template with places that were not filled in:</p>
<ul>${problem.placeholders.map((placeholder) => html`<li><code>${placeholder}</code></li>`)}</ul>`;
  }
}
