import { bpceBanks, practiceCredentials } from '../clients.ts';
import { type Html, html } from '../http/html.ts';
import { field, page, problem, type SiteDesign } from '../http/page.ts';
import type { Interaction, InteractionTurn } from './interaction.ts';

const problems = {
  credentials: 'Identifiant ou mot de passe incorrect / Wrong user ID or password',
  sms: 'Code SMS incorrect / Wrong SMS code',
} as const;

const asked = {
  aisp: [
    'Vos comptes et leurs soldes / Your accounts and their balances',
    'Vos opérations / Your transactions',
    'Pendant 180 jours / For 180 days',
  ],
  cbpii: ['La disponibilité des fonds, oui ou non / Whether funds are available, yes or no'],
} as const;

/** The page of the step that the user has reached. */
export function interactionPage(
  interaction: Interaction,
  actionPath: string,
  turn: InteractionTurn & { kind: 'show' },
): Html {
  const alert = problem(turn.problem === undefined ? undefined : problems[turn.problem]);
  const form = (content: Html) =>
    html`${alert}<form method="post" action="${actionPath}">${content}</form>`;
  const { user, password, sms } = practiceCredentials;
  switch (interaction.step) {
    case 'login':
      return bankPage(
        interaction.bankCode,
        'Connexion / Sign in',
        html`${form(html`${field('user', 'Identifiant / User ID', 'text', 'username')}
${field('password', 'Mot de passe / Password', 'password', 'current-password')}
<button id="continue">Continuer / Continue</button>`)}
${hint(html`Identifiant / User ID: <code>${user}</code><br>
Mot de passe / Password: <code>${password}</code>`)}`,
      );
    case 'sms':
      return bankPage(
        interaction.bankCode,
        'Authentification forte / Strong authentication',
        html`${form(html`${field('sms', 'Code SMS / SMS code', 'text', 'one-time-code')}
<button id="confirm">Valider / Confirm</button>`)}
${hint(html`Code SMS / SMS code: <code>${sms}</code>`)}`,
      );
    case 'consent':
      return bankPage(
        interaction.bankCode,
        'Consentement / Consent',
        html`<p><strong>${interaction.request.clientId}</strong> demande / asks for:</p>
<ul>${asked[interaction.request.scope].map((item) => html`<li>${item}</li>`)}</ul>
${form(html`<button id="approve" name="decision" value="approve">Autoriser / Approve</button>
<button id="refuse" name="decision" value="refuse" class="plain">Refuser / Refuse</button>`)}`,
      );
  }
}

/** The page shown when the redirect URI cannot be trusted, so that nothing is sent anywhere. */
export function requestProblemPage(bankCode: string, parameter: string): Html {
  return bankPage(
    bankCode,
    'Demande refusée / Request refused',
    html`<p lang="fr">L’application appelante n’est pas reconnue :
le paramètre <code>${parameter}</code> est absent, répété ou inconnu de la banque.</p>
<p lang="en">The calling application is not recognised: the parameter <code>${parameter}</code>
is missing, repeated or not registered with the bank.</p>`,
  );
}

/** The page shown when a page was posted for an interaction that has ended. */
export function interactionEndedPage(bankCode: string): Html {
  return bankPage(
    bankCode,
    'Session terminée / Session ended',
    html`<p lang="fr">Recommencez depuis l’application.</p>
<p lang="en">Start again from the application.</p>`,
  );
}

/** The page of a path that the bank does not have. */
export function unknownPathPage(bankCode: string, path: string): Html {
  return bankPage(
    bankCode,
    'Page introuvable / Page not found',
    html`<p>Cette banque n’a pas / This bank does not have <code>${path}</code>.</p>`,
  );
}

/** The page of a bank code that the sandbox does not serve. */
export function unservedBankPage(bankCode: string): Html {
  return bankPage(
    bankCode,
    'Banque non servie / Bank not served',
    html`<p lang="fr">Le code banque ${bankCode} n’est pas servi dans le bac à sable.</p>
<p lang="en">Bank code ${bankCode} is not served in the sandbox.
Served here: ${[...bpceBanks.keys()].join(', ')}.</p>`,
  );
}

function bankPage(bankCode: string, title: string, content: Html): Html {
  const name = bpceBanks.get(bankCode) ?? 'Banque d’exercice';
  const design: SiteDesign = { name: `${name} · ${bankCode}`, language: 'fr', accent: '#5b2a86' };
  return page(design, title, content);
}

function hint(content: Html): Html {
  return html`<aside aria-label="Practice credentials">${content}</aside>`;
}
