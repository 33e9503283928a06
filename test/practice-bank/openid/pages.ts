import { practiceCredentials } from '../clients.ts';
import { type Html, html } from '../http/html.ts';
import { field, page, problem, type SiteDesign } from '../http/page.ts';

const designOf = (name: string): SiteDesign => ({ name, language: 'en', accent: '#0b5d57' });

/** The login page of the bank of that name. @param message why it is shown again */
export function loginPage(name: string, actionPath: string, message?: string): Html {
  return page(
    designOf(name),
    'Sign in',
    html`${problem(message)}<form method="post" action="${actionPath}">
${field('user', 'User ID', 'text', 'username')}
${field('password', 'Password', 'password', 'current-password')}
<button id="continue">Continue</button>
</form>
<aside aria-label="Practice credentials">User ID: <code>${practiceCredentials.user}</code><br>
Password: <code>${practiceCredentials.password}</code></aside>`,
  );
}

/** The page that asks whether the client may have the scopes, and what it asks for in detail. */
export function consentPage(
  name: string,
  actionPath: string,
  clientId: string,
  scopes: string[],
  details: object[],
): Html {
  return page(
    designOf(name),
    'Consent',
    html`<p><strong>${clientId}</strong> asks for:</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}
${details.map((detail) => html`<li><code>${JSON.stringify(detail)}</code></li>`)}</ul>
<form method="post" action="${actionPath}">
<button id="approve" name="decision" value="approve">Approve</button>
<button id="refuse" name="decision" value="refuse" class="plain">Refuse</button>
</form>`,
  );
}

/** The page for a request that cannot be answered at a redirect URI. */
export function problemPage(name: string, error: string, description = ''): Html {
  return page(
    designOf(name),
    'Request refused',
    html`<p><code>${error}</code></p>
<p>${description}</p>`,
  );
}
