import type { BankAddresses } from './bank-addresses.ts';
import { openIdPageClient } from './clients.ts';
import { type Answer, htmlAnswer } from './http/answer.ts';
import { type Html, html } from './http/html.ts';
import { page, type SiteDesign } from './http/page.ts';
import type { PracticeRequest } from './http/practice-request.ts';

const design: SiteDesign = { name: 'Budget Bee in one page', language: 'en', accent: '#7a4b00' };

/** What a page can be told to get wrong, by the id of its button. */
const SLIPS = {
  state: 'Connect without state',
  verifier: 'Connect, and forget the code verifier',
  leak: 'Connect, and leak the code to a picture',
} as const;

/**
 * Answers a request to the app that runs its flows by itself: a page that asks the OpenID bank for a code
 * with PKCE, spends it with `fetch`, and renews what it got. On request it makes one of the usual slips.
 */
export function answerPageAppRequest(request: PracticeRequest, addresses: BankAddresses): Answer {
  switch (request.path) {
    case '/':
      return appAnswer(startPage(), 'no-referrer', addresses);
    case '/callback':
      return appAnswer(arrivalPage(''), 'no-referrer', addresses);
    case '/callback-with-picture': {
      const picture = html`<img src="${addresses.app}/picture" alt="">`;
      return appAnswer(arrivalPage(picture), 'unsafe-url', addresses);
    }
    default:
      return htmlAnswer(404, page(design, 'Page not found', html`<p><a href="/">Start</a></p>`));
  }

  function startPage(): Html {
    const slips = Object.entries(SLIPS).map(
      ([id, label]) => html`<p><button id="${id}" class="plain">${label}</button></p>`,
    );
    return page(
      design,
      'Connect your bank',
      html`<p>This page asks the OpenID practice bank for a code, and exchanges it by itself.</p>
<p><button id="connect">Connect account</button></p>
<p><button id="silent" class="plain">Ask in a frame, without a login</button></p>
${slips}${script(addresses)}`,
    );
  }

  function arrivalPage(extra: Html | ''): Html {
    return page(
      design,
      'Back from the bank',
      html`<p id="outcome">Exchanging the code</p>
<p><button id="renew" class="plain" hidden>Renew the token</button></p>${extra}${script(addresses)}`,
    );
  }
}

/** Unlike other pages of the practice bank these run a script and call the bank. */
function appAnswer(content: Html, referrerPolicy: string, { app, oidc }: BankAddresses): Answer {
  return htmlAnswer(200, content, {
    'referrer-policy': referrerPolicy,
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: ${app}; connect-src ${oidc}; frame-src 'self' ${oidc}; base-uri 'none'`,
  });
}

/** @see RFC 6749 §4.1, RFC 7636 §4 */
function script({ oidc, pageApp }: BankAddresses): Html {
  const places = { oidc, callback: `${pageApp}/callback`, clientId: openIdPageClient.client_id };
  return {
    markup: `<script>
const { oidc, callback, clientId } = ${JSON.stringify(places)};
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const fresh = () => text(crypto.getRandomValues(new Uint8Array(32)));
async function authorizationUrl(slip, prompt) {
  const kept = { slip, state: fresh(), verifier: fresh(), redirectUri: callback };
  if (slip === 'leak') kept.redirectUri += '-with-picture';
  if (prompt !== 'none') sessionStorage.kept = JSON.stringify(kept);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(kept.verifier));
  const url = new URL('/auth', oidc);
  url.search = new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: kept.redirectUri,
    scope: 'openid offline_access accounts', prompt,
    ...(slip === 'state' ? {} : { state: kept.state }), nonce: fresh(),
    code_challenge: text(hash), code_challenge_method: 'S256',
  });
  return url.href;
}
async function askForTokens(parameters) {
  const body = new URLSearchParams({ client_id: clientId, ...parameters });
  const answer = await fetch(new URL('/token', oidc), { method: 'POST', body });
  const { error, access_token = '', refresh_token } = await answer.json();
  outcome.textContent = error ?? 'Connected: a token of ' + access_token.length + ' characters';
  renew.hidden = !refresh_token;
  renew.onclick = () => askForTokens({ grant_type: 'refresh_token', refresh_token });
}
async function arrive(answer) {
  const { slip, state, verifier, redirectUri } = JSON.parse(sessionStorage.kept ?? '{}');
  const fits = slip === 'state' || answer.get('state') === state;
  if (!fits || !answer.has('code')) {
    outcome.textContent = answer.get('error') ?? 'The answer fits no request';
    return;
  }
  await askForTokens({
    grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: redirectUri,
    ...(slip === 'verifier' ? {} : { code_verifier: verifier }),
  });
}
if (location.search && window.outcome) arrive(new URLSearchParams(location.search));
for (const id of ['connect', ${Object.keys(SLIPS)
      .map((id) => `'${id}'`)
      .join(', ')}]) {
  document.getElementById(id)?.addEventListener('click', async () => {
    location.href = await authorizationUrl(id, 'consent');
  });
}
document.getElementById('silent')?.addEventListener('click', async () => {
  const frame = document.createElement('iframe');
  frame.src = await authorizationUrl('', 'none');
  frame.hidden = true;
  document.body.append(frame);
});
</script>`,
  };
}
