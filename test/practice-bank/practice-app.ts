import { createHash, randomBytes } from 'node:crypto';
import type { BankAddresses } from './bank-addresses.ts';
import { bpceClientIds, openIdClient } from './clients.ts';
import { type Answer, htmlAnswer, redirectAnswer } from './http/answer.ts';
import { type Html, html } from './http/html.ts';
import { page, type SiteDesign } from './http/page.ts';
import type { PracticeRequest } from './http/practice-request.ts';
import { answerLandingPage } from './landings/landing-page.ts';

const design: SiteDesign = { name: 'Budget Bee', language: 'en', accent: '#7a4b00' };

/** What the app's own scripts need: to run, to register a worker and to count at the app's server. */
export const SCRIPTED =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; worker-src 'self'; base-uri 'none'";

/** Tells the server's log that a page script ran at the callback, where it could read the answer. */
export const COUNT_PAGE: Html = {
  markup: `<script>fetch('/seen/page', { method: 'POST', keepalive: true })</script>`,
};

/**
 * Answers a request to the practice app: a client with a working redirect URI that never spends the
 * code it is given.
 */
export function answerAppRequest(request: PracticeRequest, addresses: BankAddresses): Answer {
  switch (request.path) {
    case '/':
      return htmlAnswer(200, startPage());
    case '/connect/bpce':
      return redirectAnswer(bpceAuthorizationUrl(addresses));
    case '/connect/oidc':
      return redirectAnswer(openIdAuthorizationUrl(addresses));
    case '/callback':
      return htmlAnswer(200, arrivalPage([...request.query, ...request.form]), {
        'referrer-policy': 'no-referrer',
        'content-security-policy': SCRIPTED,
      });
    case '/seen/page':
    case '/seen/worker':
      return { status: 204, headers: {}, body: '' };
    default:
      return answerLandingPage(request) ?? pageNotFound();
  }
}

function pageNotFound(): Answer {
  return htmlAnswer(404, page(design, 'Page not found', html`<p><a href="/">Start</a></p>`));
}

function startPage(): Html {
  return page(
    design,
    'Connect your bank',
    html`<p>Budget Bee is an app that reads your accounts, once you allow it.</p>
<p><a class="button" href="/connect/bpce">Connect account (BPCE practice bank)</a></p>
<p><a class="button" href="/connect/oidc">Connect account (OpenID practice bank)</a></p>`,
  );
}

/** Names and lengths only: a code must not be readable on a screen. */
function arrivalPage(parameters: [name: string, value: string][]): Html {
  if (parameters.length === 0) {
    return page(
      design,
      'No answer',
      html`<p>No parameters came in the query or in a form.</p>${COUNT_PAGE}`,
    );
  }
  const rows = parameters.map(
    ([name, value]) =>
      html`<tr><td><code>${name}</code></td><td>${value.length} characters</td></tr>`,
  );
  return page(
    design,
    'An answer arrived',
    html`<p>It has not been used: the code, if there is one, can still be exchanged.</p>
<table><thead><tr><th scope="col">Parameter</th><th scope="col">Length</th></tr></thead>
<tbody>${rows}</tbody></table>
<p><a href="/">Start again</a></p>${COUNT_PAGE}`,
  );
}

/** @see RFC 6749 §4.1.1 */
function bpceAuthorizationUrl(addresses: BankAddresses): string {
  const url = new URL('/stet/psd2/oauth/authorize', addresses.bpce('17515'));
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: bpceClientIds[0],
    redirect_uri: `${addresses.app}/callback`,
    scope: 'aisp',
    state: unguessable(),
  }).toString();
  return url.href;
}

/** The verifier is not kept, since this app exchanges no code. @see RFC 7636 §4.3 */
function openIdAuthorizationUrl(addresses: BankAddresses): string {
  const url = new URL('/auth', addresses.oidc);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: openIdClient.client_id,
    redirect_uri: `${addresses.app}/callback`,
    scope: 'openid offline_access accounts',
    prompt: 'consent',
    state: unguessable(),
    nonce: unguessable(),
    code_challenge: createHash('sha256').update(unguessable()).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

function unguessable(): string {
  return randomBytes(32).toString('base64url');
}
