import type { Page } from 'puppeteer-core';
import { RFC9068_EXAMPLE, RFC9901_PRESENTATION } from '../../fixtures/rfc-tokens.ts';
import { showBank } from '../driver/bank-list.ts';
import type { Harness } from '../driver/harness.ts';
import { fillNewFlow } from '../driver/new-flow.ts';
import { setText } from '../driver/set-text.ts';
import { FLOW_SCREENS } from './flow-screens.ts';
import type { PanelScreen } from './panel-screen.ts';
import { TOOL_SCREENS } from './tool-screens.ts';

const REAL_BANK = "Caisse d'Epargne Ile-de-France";
/** The header and claims of RFC 7519 §3.1, with a signature that is none. */
const JWT =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.not-a-real-signature';

const cancelForm = ({ panel }: Harness) => panel.click('button', 'Cancel');

function inspectorWith(name: string, text: string, shown: RegExp): PanelScreen {
  return {
    name,
    async open({ panel }) {
      await panel.click('tab', 'Tokens');
      await panel.fill('Token to inspect', text);
      await panel.readAll(shown);
    },
  };
}

function realBpceForm(name: string, environment: string, shown: RegExp): PanelScreen {
  return {
    name,
    async open({ panel }) {
      await panel.click('tab', 'Flows');
      await panel.click('button', 'New flow');
      await panel.choose('Bank', REAL_BANK);
      await panel.choose('Environment', environment);
      await panel.readAll(shown);
    },
    leave: cancelForm,
  };
}

const EMPTY_LIST: PanelScreen = {
  name: 'flow list, empty',
  async open({ panel }) {
    await panel.readAll(/No flows yet/);
  },
};

export const NEW_FLOW: PanelScreen = {
  name: 'new flow, practice bank',
  open: ({ panel, bank }) => fillNewFlow(panel, { bank: 'Practice Caisse', port: bank.port }),
  leave: cancelForm,
};

async function unfold(page: Page, summary: string): Promise<void> {
  await page.locator(`summary ::-p-text(${summary})`).click();
}

const REQUEST_SECURITY: PanelScreen = {
  name: 'new flow, a signed request',
  async open({ panel, panelPage, bank }) {
    await fillNewFlow(panel, { bank: 'Practice bank (OpenID)', port: bank.port });
    await unfold(panelPage, 'Request security');
    await panel.click('checkbox', 'Sign the request (JAR)');
    await panel.click('button', 'Add resource');
    await panel.click('button', 'Generate key');
    await panel.find('button', 'Forget key');
    await unfold(panelPage, 'Public JWKS');
    await panel.find('button', 'Copy JWKS');
    await panel.read('Request object', /jti/);
  },
  leave: cancelForm,
};

export const INSPECTOR: PanelScreen = inspectorWith('tokens, a JWT', JWT, /Claims.*joe/);

export const SETTINGS: PanelScreen = {
  name: 'settings',
  async open({ panel }) {
    await panel.click('tab', 'Settings');
    await panel.read('Granted hosts', /localhost/);
  },
};

/** Every screen; the first wants to be the first. */
export const SCREENS: readonly PanelScreen[] = [
  EMPTY_LIST,
  NEW_FLOW,
  REQUEST_SECURITY,
  realBpceForm('new flow, real bank with certificate', 'Sandbox', /client certificate \(QWAC\)/),
  realBpceForm('new flow, live locked', 'Live', /Unlock live for this bank first/),
  inspectorWith('tokens, empty', '', /Paste anything/),
  INSPECTOR,
  {
    name: 'tokens, all at once',
    async open({ panel, panelPage }) {
      await panel.click('tab', 'Tokens');
      const mail = `> ${RFC9901_PRESENTATION}\n> and: ${RFC9068_EXAMPLE}`;
      await setText(panel, 'Token to inspect', mail);
      await panel.read('Cleaned away');
      await panelPage.evaluate(() => document.querySelector('summary')?.click());
      await setText(panel, 'Token to compare with', RFC9068_EXAMPLE);
      await panel.fill('Search header and claims', 'example', 'searchbox');
      await panel.read('Comparison', /removed/);
      await panel.click('button', 'Claims');
    },
    async leave({ panel }) {
      await setText(panel, 'Token to compare with', '');
      await panel.fill('Search header and claims', '', 'searchbox');
      await panel.click('button', 'Empty the box');
    },
  },
  inspectorWith('tokens, a broken one', 'eyJhbGciOiJSUzI1NiJ9.bro*ken.fake', /JW03/),
  { name: 'banks, one chosen', open: ({ panel }) => showBank(panel, REAL_BANK) },
  {
    name: 'banks, none found',
    async open({ panel }) {
      await panel.click('tab', 'Banks');
      await panel.fill('Search banks', 'no such bank', 'searchbox');
      await panel.readAll(/No bank found/);
    },
  },
  SETTINGS,
  {
    name: 'settings, delete all',
    async open({ panel }) {
      await panel.click('tab', 'Settings');
      await panel.click('button', 'Delete all data');
      await panel.find('button', 'Delete everything');
    },
    leave: cancelForm,
  },
  ...FLOW_SCREENS,
  ...TOOL_SCREENS,
];
