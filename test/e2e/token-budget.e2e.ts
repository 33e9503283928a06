import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenRequests } from './driver/bpce-flow.ts';
import { type Harness, openHarness } from './driver/harness.ts';
import { fillNewFlow } from './driver/new-flow.ts';

const BANK = 'Open-Payments-like';

/** Each case stands on the ones before it: a bank that wants few token requests is asked in turn. */
describe('a bank that wants one token an hour for each context, in chromium', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness('chromium');
  });
  afterAll(() => harness?.close());

  const openForm = () => fillNewFlow(harness.panel, { bank: BANK, port: harness.bank.port });

  it('is asked once', async () => {
    const { panel } = harness;
    await openForm();
    expect(await panel.lacks('region', 'Live token')).toBe(true);
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('has a second request met by the live token, before and after it is pressed', async () => {
    const { panel } = harness;
    await openForm();
    await panel.read('Live token', /for the context private lives until .*1 of 2/);
    expect(await panel.lacks('button', 'Ask anyway')).toBe(true);
    await panel.click('button', 'Request token');
    await panel.find('button', 'Ask anyway');
    await panel.click('button', 'Use this token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(1);
  });

  it('is asked for the other context without a word', async () => {
    const { panel } = harness;
    await openForm();
    await panel.find('region', 'Live token');
    await panel.fill('Scope', 'aspspinformation corporate');
    await panel.readAll(/aspspinformation corporate/);
    await panel.click('button', 'Request token');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(2);
  });

  it('is asked all the same when the person insists', async () => {
    const { panel } = harness;
    await openForm();
    await panel.click('button', 'Request token');
    await panel.click('button', 'Ask anyway');
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(3);
  });

  it('has a flow that is run again met too', async () => {
    const { panel } = harness;
    await panel.click('button', 'Run again');
    await panel.read('Live token', /for the context/);
    expect(tokenRequests(harness)).toHaveLength(3);
    await panel.click('button', 'Ask anyway');
    await panel.readAll(/Tokens received/);
    await panel.openDetail('Tokens');
    await panel.read('Access token', /Expires in/);
    expect(tokenRequests(harness)).toHaveLength(4);
  });
});
