import { practiceCredentials } from '../clients.ts';
import { type Html, html } from '../http/html.ts';
import { field, page, problem, type SiteDesign } from '../http/page.ts';

const design: SiteDesign = { name: 'OpenID practice bank', language: 'en', accent: '#0b5d57' };

/** The login page. @param message why it is shown again */
export function loginPage(actionPath: string, message?: string): Html {
  return page(
    design,
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

/** The page that asks whether the client may have the scopes. */
export function consentPage(actionPath: string, clientId: string, scopes: string[]): Html {
  return page(
    design,
    'Consent',
    html`<p><strong>${clientId}</strong> asks for:</p>
<ul>${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post" action="${actionPath}">
<button id="approve" name="decision" value="approve">Approve</button>
<button id="refuse" name="decision" value="refuse" class="plain">Refuse</button>
</form>`,
  );
}

/** The page for a request that cannot be answered at a redirect URI. */
export function problemPage(error: string, description = ''): Html {
  return page(
    design,
    'Request refused',
    html`<p><code>${error}</code></p>
<p>${description}</p>`,
  );
}
