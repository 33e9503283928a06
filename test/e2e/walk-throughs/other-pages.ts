import { expect } from 'vitest';
import { poll } from '../../../scripts/browser/poll.ts';
import { logInAtBank } from '../driver/bank-pages.ts';
import { tabAt } from '../driver/bank-tab.ts';
import { BPCE } from '../driver/bpce-flow.ts';
import { appSightings, tabTitled } from '../driver/held.ts';
import { flowWithTokens } from '../driver/kept-flow.ts';
import { savedText } from '../driver/saved-text.ts';
import { setText } from '../driver/set-text.ts';
import { exampleProfile } from './example-profile.ts';
import type { WalkThrough } from './page-steps.ts';
import { chooseBank, openAndApprove } from './practice-login.ts';

export const HOLDING: WalkThrough = {
  page: 'docs/holding.md',
  under: '## Walk-through: exchange it here',
  steps: {
    'Run `npm start`, and switch on **Hold redirects**.': ({ panel }) =>
      panel.click('switch', 'Hold redirects'),
    "Press **New flow**, choose *Practice Caisse d'Epargne* as **Bank**, and press **Open in new tab**.":
      async (harness) => {
        await chooseBank(harness, BPCE);
        await harness.panel.fill('Redirect URI', `${harness.bank.urls.app}/callback`);
        await harness.panel.click('button', 'Open in new tab');
      },
    'Log in with `practice` / `practice` and the SMS code `12345678`, then approve. The tab says *The answer is held*.':
      async ({ session, panelPage }) => {
        await logInAtBank(await tabAt(session, '.bpce.localhost'));
        await tabTitled(panelPage, 'The answer is held');
      },
    'Under **Redirect** the region **Hold** says which host is kept from the code, by which means, and for how long.':
      async ({ panel }) => {
        await panel.find('button', 'Exchange code');
        await panel.openDetail('Redirect');
        await panel.read('Hold', /kept from app\.localhost.*left/);
      },
    'Press **Exchange code**. The tokens are here, and the app got nothing.': async (harness) => {
      await harness.panel.click('button', 'Exchange code');
      await harness.panel.openDetail('Tokens');
      await harness.panel.read('Access token', /Expires in/);
      expect(appSightings(harness.bank)).toEqual({ server: 0, page: 0, worker: 0 });
    },
  },
};

export const RELEASING: WalkThrough = {
  page: 'docs/holding.md',
  under: '## Walk-through: give it to the app',
  steps: {
    'Press **New flow** and **Open in new tab** (the form remembers the rest), log in, and approve.':
      async (harness) => {
        await harness.panel.click('button', 'New flow');
        await openAndApprove(harness, '.bpce.localhost');
        await harness.panel.find('button', 'Exchange code');
      },
    'Under **Redirect** press **Release to app**. The app gets the answer as the bank sent it.':
      async ({ panel, bank }) => {
        await panel.openDetail('Redirect');
        await panel.click('button', 'Release to app');
        await panel.readAll(/The answer was given to the app/);
        await poll(async () => appSightings(bank).page === 1 || undefined, { awaited: 'the app' });
      },
    'Switch off **Hold redirects**.': ({ panel }) => panel.click('switch', 'Hold redirects'),
  },
};

export const CERTIFICATES: WalkThrough = {
  page: 'docs/certificates.md',
  under: '## Walk-through',
  steps: {
    'Press **New flow** and choose *Practice bank (FAPI 2 with certificates)* as **Bank**.': (
      harness,
    ) => chooseBank(harness, 'Practice bank (FAPI 2 with certificates)'),
    'The form says that this bank wants a client certificate on the token call.': ({ panel }) =>
      panel.readAll(/This bank wants a client certificate/),
    'Press **Open in new tab**, log in with `practice` / `practice`, then approve.': (harness) =>
      openAndApprove(harness, '//fapi2.mtls.localhost', false),
    'Press **Check certificate**. It asks the token host for a page, without the code or any secret, and says what came.':
      async ({ panel }) => {
        await panel.click('button', 'Check certificate');
        await panel.readAll(/answered \(HTTP \d+\)/);
      },
    'Press **Exchange code**; under **Tokens** the region **Access token** says that it is bound to a certificate.':
      async ({ panel }) => {
        await panel.click('button', 'Exchange code');
        await panel.openDetail('Tokens');
        await panel.read('Access token', /a client certificate/);
      },
  },
};

const EXPORTED = 'Bank with evidence';

export const EXPORTING: WalkThrough = {
  page: 'docs/exporting.md',
  under: '## Walk-through: evidence for a ticket',
  steps: {
    'Open a flow that ended, well or badly: press its row in **Flows**.': async ({
      panel,
      panelPage,
      bank,
    }) => {
      await panel.click('tab', 'Flows');
      await flowWithTokens(panelPage, bank, EXPORTED);
      await panel.click('row', `${EXPORTED}, Account information, Practice, Tokens received`);
    },
    'Press **More**, then **Export…**.': async ({ panel }) => {
      await panel.click('button', 'More');
      const item = await panel.find('menuitem', 'Export…');
      await item.click();
    },
    'Choose *Markdown report* as **Format**: what was asked, what came, the findings and who must act.':
      ({ panel }) => panel.choose('Format', 'Markdown report'),
    'Read **Preview**: where a secret stood there is a mark such as `{{authorization_code#1a2b3c4d}}`.':
      async ({ panel }) => {
        const text = await panel.read('Preview', /# OAuth flow at/);
        expect(text).toMatch(/\{\{authorization_code#[0-9a-f]{8}\}\}/);
      },
    'Press **Copy**, and paste it into the ticket.': async ({ panel }) => {
      await panel.click('button', 'Copy');
      await panel.readAll(/Copied/);
    },
    "Choose *Flow record* as **Format** and press **Save** beside the file's name: whoever imports it sees the flow as you do.":
      async ({ panel, panelPage }) => {
        await panel.choose('Format', 'Flow record');
        const save = await panelPage.waitForSelector(
          '::-p-xpath(//button[contains(., ".flow.json")])',
        );
        const file = await savedText(panelPage, async () => save?.click());
        expect(file.text).toContain('"format": "psd2-oauth-flow"');
      },
  },
};

export const OWN_PROFILE: WalkThrough = {
  page: 'docs/bank-profiles.md',
  under: 'Use it in the panel:',
  steps: {
    'Press **Banks**, then **Import profiles**.': async ({ panel }) => {
      await panel.click('tab', 'Banks');
      await panel.click('button', 'Import profiles');
    },
    'Choose the file, or paste its text into **Or paste JSON**. Faults are told with line, column and field.':
      async ({ panel }) => {
        await setText(
          panel,
          'Or paste JSON',
          exampleProfile().replace('"required"', '"sometimes"'),
        );
        await panel.readAll(/Line \d+, column \d+\s*pkce/);
        await setText(panel, 'Or paste JSON', exampleProfile());
      },
    'Read **What will be added**, and press **Add 1 profile**.': async ({ panel }) => {
      await panel.read('What will be added', /My server/);
      await panel.click('button', 'Add 1 profile');
      await panel.readAll(/1 profile added/);
    },
    'Type its name into **Search banks** and open its card: steps and addresses are those of your file.':
      async ({ panel, panelPage }) => {
        await panel.fill('Search banks', 'My server', 'searchbox');
        const row = await panelPage.waitForSelector(
          '::-p-xpath(//tr[@data-row][contains(., "My server")])',
        );
        await row?.click();
        await panel.readAll(/login\.server\.example\/authorize/);
      },
    'Press **New flow with this bank**: **Authorization URL** shows the request that you saw on the command line.':
      async ({ panel }) => {
        await panel.click('button', 'New flow with this bank');
        await panel.read('Authorization URL', /login\.server\.example.*code_challenge_method/);
        await panel.click('button', 'Cancel');
      },
  },
};

export const TAKING_BACK: WalkThrough = {
  page: 'docs/permissions.md',
  under: '## Taking it back',
  steps: {
    'Press **Settings**.': ({ panel }) => panel.click('tab', 'Settings'),
    '**Granted hosts** lists every host: press **Revoke** beside one.': ({ panel }) =>
      // Pressed in `permission.e2e.ts`: what a test's copy has from the start cannot be taken back.
      panel.read('Granted hosts', /localhost.*Revoke/),
    '**Unlocked live banks** lists what was unlocked: press **Lock again**.': async ({ panel }) => {
      await panel.click('tab', 'Banks');
      await panel.fill('Search banks', 'Banque Palatine', 'searchbox');
      await panel.readAll(/\b1 of \d+ banks/);
      const row = await panel.surface.waitForSelector('::-p-xpath(//tr[@data-row])');
      await row?.click();
      await panel.click('button', 'Unlock live: Account information (AISP)');
      await panel.click('tab', 'Settings');
      await panel.clickIn(
        'Unlocked live banks',
        'Lock again: Banque Palatine, Account information (AISP)',
      );
      await panel.read('Unlocked live banks', /Every live environment is locked/);
    },
    '**Delete all data** forgets everything; grants stay with the browser until they are revoked.':
      async ({ panel }) => {
        await panel.click('button', 'Delete all data');
        await panel.click('button', 'Delete everything');
        await panel.readAll(/All data was deleted/);
        await panel.read('Granted hosts', /localhost/);
      },
  },
};
