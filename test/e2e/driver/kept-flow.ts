import type { Page } from 'puppeteer-core';
import { z } from 'zod';
import { planOf } from '../../fixtures/profiles.ts';
import type { PracticeBank } from '../../practice-bank/practice-bank.ts';
import {
  appRedirectUri,
  authorizationUrl,
  obtainCode,
} from '../../unit/practice-bank/bpce-user.ts';
import { askWorker } from './ask-worker.ts';

const reply = z.object({ ok: z.literal(true), value: z.object({ flowId: z.string() }) });

/** Says something to the worker from a panel's page, as the panel does; fails unless it was done. */
async function ask(page: Page, request: string, params: object): Promise<string> {
  return reply.parse(await askWorker(page, request, params)).value.flowId;
}

let flows = 0;

/**
 * A flow whose code is captured, without a person at the bank's pages; gives its id.
 *
 * @param name stands in the list where the bank's name does
 */
export async function flowWithCode(page: Page, bank: PracticeBank, name: string): Promise<string> {
  flows += 1;
  const state = `FAKE-state-of-a-kept-flow-${String(flows).padStart(20, '0')}`;
  const redirectUri = appRedirectUri(bank);
  const plan = planOf('practice-bpce-aisp', {
    variables: { bankCode: '17515', practicePort: String(bank.port) },
    redirectUri,
  });
  const flowId = await ask(page, 'startAuthorization', {
    plan,
    bank: name,
    secrets: { clientSecret: '', state, nonce: '', codeVerifier: '' },
    destination: { kind: 'copied' },
    findings: [],
    onErrors: 'send_anyway',
  });
  const code = await obtainCode(authorizationUrl(bank, { state }));
  const url = `${redirectUri}?${new URLSearchParams({ code, state })}`;
  return ask(page, 'pasteRedirect', { flowId, url });
}

/** The same with its tokens. */
export async function flowWithTokens(
  page: Page,
  bank: PracticeBank,
  name: string,
): Promise<string> {
  const flowId = await flowWithCode(page, bank, name);
  return ask(page, 'exchangeCode', { flowId, onErrors: 'send_anyway' });
}

/** Asks for a client's token; gives the flow's id while the call is under way. */
export function requestToken(page: Page, bank: PracticeBank, name: string): Promise<string> {
  const plan = planOf('practice-bpce-pisp', {
    variables: { bankCode: '17515', practicePort: String(bank.port) },
  });
  const params = { plan, bank: name, clientSecret: '', findings: [], onErrors: 'send_anyway' };
  return ask(page, 'requestToken', params);
}
