import { logInAtBank } from '../../test/e2e/driver/bank-pages.ts';
import { BPCE } from '../../test/e2e/driver/bpce-flow.ts';
import { fillNewFlow } from '../../test/e2e/driver/new-flow.ts';
import type { WalkParts } from '../../test/e2e/walk/main-job.ts';
import { poll } from '../browser/poll.ts';

/** What is done before a picture is taken, and what is said below it. */
interface Scene {
  caption: string;
  seconds: number;
  /** the bank's page, or DevTools unless said */
  at?: 'bank';
  run(parts: WalkParts): Promise<unknown>;
}

/** The main job, as a newcomer should see it. */
export const SCENES: readonly Scene[] = [
  {
    caption: '1  Choose a bank: the request is built, and checked as you type',
    seconds: 4,
    run: ({ panel, bank }) =>
      fillNewFlow(panel, { bank: BPCE, service: 'Account information', port: bank.port }),
  },
  {
    caption: '2  Log in and approve at the bank, in your own browser',
    seconds: 3,
    at: 'bank',
    async run({ panel, inspected }) {
      await panel.click('button', 'Open in inspected tab');
      await poll(async () => (await inspected.$('#user')) ?? undefined, { awaited: 'the bank' });
    },
  },
  {
    caption: '3  The code is captured; state and redirect URI are compared first',
    seconds: 4,
    async run({ panel, inspected }) {
      await logInAtBank(inspected);
      await panel.find('button', 'Exchange code');
      await panel.openDetail('Redirect');
      await panel.read('Authorization code');
    },
  },
  {
    caption: '4  Exchanged once: the tokens, read and timed',
    seconds: 4,
    async run({ panel }) {
      await panel.click('button', 'Exchange code');
      await panel.openDetail('Tokens');
      await panel.read('Access token', /Expires in/);
    },
  },
  {
    caption: '5  Try the token at the bank’s API',
    seconds: 3,
    async run({ panel }) {
      await panel.click('button', 'Call accounts');
      await panel.read('Access token', /accounts.*200/);
    },
  },
  {
    caption: '6  Refresh: the one before is struck through',
    seconds: 3,
    async run({ panel }) {
      await panel.click('button', 'Refresh');
      await panel.read('Replaced access token');
    },
  },
  {
    caption: '7  When the bank refuses, see why, who must act, and who says so',
    seconds: 5,
    async run({ panel }) {
      const replaced = await panel.find('region', 'Replaced access token');
      await (await replaced.$('::-p-aria([name="Call accounts"][role="button"])'))?.click();
      await panel.read('Replaced access token', /401/);
      await panel.openDetail('Findings');
      await panel.read('Findings', /PS07/);
    },
  },
  {
    caption: '8  The whole flow, to hand over without a secret in it',
    seconds: 4,
    async run({ panel }) {
      await panel.openDetail('Timeline');
      await panel.click('radio', 'Diagram');
      await panel.find('image', `Flow with ${BPCE}`);
    },
  },
];
