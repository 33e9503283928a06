import { describe, expect, it, vi } from 'vitest';
import { listBanks } from '../../../src/core/banks/bank-list.ts';
import { practiceFirst } from '../../../src/panel/banks/load-banks.ts';
import {
  changeDraft,
  changeSecrets,
  chooseBank,
  chooseService,
  type DraftForm,
  openForm,
} from '../../../src/panel/new-flow/draft-form.ts';
import { modernProfile } from '../../../src/panel/new-flow/modern-profile.fixture.ts';
import { startFlow } from '../../../src/panel/new-flow/start-flow.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

const banks = practiceFirst(listBanks(resolvedCatalogue));
const started = async () => ({ ok: true as const, value: { flowId: 'flow-1' } });

function open(): DraftForm {
  const form = openForm(
    banks,
    { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' },
    {},
  );
  if (!form) throw new Error('the catalogue has no bank');
  return form;
}

const byRedirect = { url: '', findings: [], onErrors: 'ask' } as const;

describe('starting by a redirect', () => {
  it('hands the worker the plan, the secrets and where to open it', async () => {
    const worker = fakeWorker({ startAuthorization: started });
    const form = open();
    const outcome = await startFlow(worker.client, form, { how: 'new_tab', ...byRedirect });
    expect(outcome).toEqual({ ok: true, flowId: 'flow-1' });
    expect(worker.asked).toEqual([
      {
        name: 'startAuthorization',
        params: {
          plan: { profile: form.profile, draft: form.draft },
          bank: "Practice Caisse d'Epargne",
          secrets: {
            clientSecret: '',
            state: 'fresh-state',
            nonce: 'FAKE-nonce',
            codeVerifier: 'fresh-verifier',
          },
          findings: [],
          onErrors: 'ask',
          destination: { kind: 'new_tab' },
        },
      },
    ]);
  });

  it('sends no client secret by a method that has none', async () => {
    const worker = fakeWorker({ startAuthorization: started });
    const ownServer = banks.find(({ group }) => group === 'OpenID Connect server');
    if (!ownServer) throw new Error('the catalogue lacks the server of one’s own');
    const withSecret = changeSecrets(chooseBank(open(), ownServer), { clientSecret: 'made-up' });
    const form = changeDraft(withSecret, { clientAuthentication: 'none' });
    await startFlow(worker.client, form, { how: 'new_tab', ...byRedirect });
    expect(JSON.stringify(worker.asked)).not.toContain('made-up');
  });

  it('reports a refusal with the way that was tried, and can insist', async () => {
    const refusal = { kind: 'has_errors' as const, findings: [] };
    const worker = fakeWorker({
      startAuthorization: async ({ onErrors }) =>
        onErrors === 'send_anyway' ? started() : { ok: false, error: refusal },
    });
    const start = (onErrors: 'ask' | 'send_anyway') =>
      startFlow(worker.client, open(), { how: 'new_tab', url: '', findings: [], onErrors });
    expect(await start('ask')).toEqual({
      ok: false,
      problem: { kind: 'refused', refusal, how: 'new_tab' },
    });
    expect(await start('send_anyway')).toEqual({ ok: true, flowId: 'flow-1' });
  });

  it('reports a worker that stopped', async () => {
    const outcome = await startFlow(fakeWorker({}).client, open(), {
      how: 'new_tab',
      ...byRedirect,
    });
    expect(outcome).toEqual({ ok: false, problem: { kind: 'worker_stopped' } });
  });
});

it('records a flow that goes step by step, with its secrets and nothing sent', async () => {
  const worker = fakeWorker({ startSteps: started });
  const form = changeSecrets(open(), { clientSecret: 'made-up' });
  const outcome = await startFlow(worker.client, form, { how: 'steps', ...byRedirect });
  expect(outcome).toEqual({ ok: true, flowId: 'flow-1' });
  expect(worker.asked).toEqual([
    {
      name: 'startSteps',
      params: {
        plan: { profile: form.profile, draft: form.draft },
        bank: form.bank.name,
        // The practice client has none to send.
        secrets: { ...form.secrets, clientSecret: '' },
        findings: [],
      },
    },
  ]);
});

describe('requesting a token', () => {
  const form = chooseService(open(), 'practice-bpce-pisp');
  const byWorker = { how: 'token', url: '', findings: [], onErrors: 'ask' } as const;

  it('asks for the host of the token endpoint before anything is awaited', async () => {
    const request = vi.spyOn(browser.permissions, 'request');
    const worker = fakeWorker({ requestToken: started });
    const outcome = startFlow(worker.client, form, byWorker);
    expect(request).toHaveBeenCalledWith({ origins: ['http://17515.bpce.localhost/*'] });
    expect(await outcome).toEqual({ ok: true, flowId: 'flow-1' });
  });

  it('sends nothing when the host is not granted', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    const worker = fakeWorker({ requestToken: started });
    expect(await startFlow(worker.client, form, byWorker)).toEqual({
      ok: false,
      problem: { kind: 'host_denied', host: '17515.bpce.localhost:8489' },
    });
    expect(worker.asked).toEqual([]);
  });
});

describe('starting by a pushed request', () => {
  const pushing = (): DraftForm => {
    const form = open();
    return changeDraft({ ...form, profile: modernProfile(form.profile) }, { pushed: true });
  };

  it('asks for the host that it is pushed to', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const worker = fakeWorker({ startAuthorization: started });
    const outcome = startFlow(worker.client, pushing(), { how: 'new_tab', ...byRedirect });
    expect(request).toHaveBeenCalledWith({ origins: ['https://server.example/*'] });
    expect(await outcome).toEqual({ ok: true, flowId: 'flow-1' });
  });

  it('starts nothing when that is not granted', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    const worker = fakeWorker({ startAuthorization: started });
    const outcome = await startFlow(worker.client, pushing(), { how: 'new_tab', ...byRedirect });
    const problem = { kind: 'host_denied', host: 'server.example' };
    expect(outcome).toEqual({ ok: false, problem });
    expect(worker.asked).toEqual([]);
  });
});
