import type { AuthorizationPages } from '../authorization/authorization-endpoint.ts';
import { type StepWords, stepPage } from '../authorization/step-page.ts';
import { bpceBanks } from '../clients.ts';
import { type Html, html } from '../http/html.ts';
import { page, type SiteDesign } from '../http/page.ts';
import type { AuthorizationRequest, UntrustedParameter } from './authorization-request.ts';

const words: StepWords = {
  signIn: 'Connexion / Sign in',
  user: 'Identifiant / User ID',
  password: 'Mot de passe / Password',
  continue: 'Continuer / Continue',
  authentication: 'Authentification forte / Strong authentication',
  sms: 'Code SMS / SMS code',
  confirm: 'Valider / Confirm',
  consent: 'Consentement / Consent',
  asksFor: 'demande / asks for',
  approve: 'Autoriser / Approve',
  refuse: 'Refuser / Refuse',
  problems: {
    credentials: 'Identifiant ou mot de passe incorrect / Wrong user ID or password',
    sms: 'Code SMS incorrect / Wrong SMS code',
  },
};

const asked = {
  aisp: [
    'Vos comptes et leurs soldes / Your accounts and their balances',
    'Vos opérations / Your transactions',
    'Pendant 180 jours / For 180 days',
  ],
  cbpii: ['La disponibilité des fonds, oui ou non / Whether funds are available, yes or no'],
} as const;

/** What the user sees at the authorization endpoint of one bank. */
export function authorizationPages(
  bankCode: string,
): AuthorizationPages<AuthorizationRequest, UntrustedParameter> {
  return {
    step: ({ step, request }, actionPath, problem) =>
      stepPage(bankDesign(bankCode), words, {
        step,
        actionPath,
        clientId: request.clientId,
        asked: asked[request.scope],
        problem,
      }),
    requestProblem: (parameter) => requestProblemPage(bankCode, parameter),
    interactionEnded: () => interactionEndedPage(bankCode),
  };
}

/** The page shown when the redirect URI cannot be trusted, so that nothing is sent anywhere. */
function requestProblemPage(bankCode: string, parameter: string): Html {
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
function interactionEndedPage(bankCode: string): Html {
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
  return page(bankDesign(bankCode), title, content);
}

function bankDesign(bankCode: string): SiteDesign {
  const name = bpceBanks.get(bankCode) ?? 'Banque d’exercice';
  return { name: `${name} · ${bankCode}`, language: 'fr', accent: '#5b2a86' };
}
