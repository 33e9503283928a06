import { describe, expect, it } from 'vitest';
import { routePageMessage } from '../../../../src/background/hold/page-messages.ts';
import type { RedirectSighting } from '../../../../src/engine/accept-redirect.ts';

const APP = 'http://app.localhost:8489/callback';
const page = { id: 'ours', url: 'https://bank.example/consent', tab: { id: 3 }, frameId: 0 };
const holds = { heldFrom: (bank: string) => (new URL(bank).host === 'bank.example' ? [APP] : []) };

function route(message: unknown, sender: object = page) {
  const sighted: RedirectSighting[] = [];
  const reply = routePageMessage(
    message,
    sender,
    'ours',
    holds,
    async (sighting) => void sighted.push(sighting),
    Promise.resolve(),
  );
  return { reply, sighted };
}

describe("a message from a bank's page", () => {
  it('is told what is held from there', async () => {
    expect(await route({ page: 'held' }).reply).toEqual([APP]);
    expect(await route({ page: 'held' }, { ...page, url: 'https://other.example/' }).reply).toEqual(
      [],
    );
  });

  it('brings an answer that was stopped', async () => {
    const { reply, sighted } = route({ page: 'stopped', url: `${APP}?code=c` });
    expect(await reply).toBe(true);
    expect(sighted).toEqual([{ url: `${APP}?code=c`, via: 'navigation', tabId: 3 }]);
  });

  it('brings what a form posts; the tab stays where a frame was stopped', async () => {
    const message = { page: 'stopped', url: APP, form: [['code', 'c']] };
    const { reply, sighted } = route(message, { ...page, frameId: 4 });
    await reply;
    expect(sighted).toEqual([{ url: APP, via: 'form_post', form: [{ name: 'code', value: 'c' }] }]);
  });

  it.each([
    ['another address', { page: 'stopped', url: 'http://app.localhost:8489/' }, page],
    ['another host', { page: 'stopped', url: APP }, { ...page, url: 'https://evil.example/' }],
  ])('about %s is not taken', async (_what, message, sender) => {
    const { reply, sighted } = route(message, sender);
    expect(await reply).toBe(false);
    expect(sighted).toEqual([]);
  });

  it.each([
    ['of another extension', { page: 'held' }, { ...page, id: 'theirs' }],
    ['from no tab', { page: 'held' }, { ...page, tab: undefined }],
    ['from a page of the browser', { page: 'held' }, { ...page, url: 'chrome://settings/' }],
    ['that is a request', { request: 'revealSecret', params: { secretId: 'x', owner: 'y' } }, page],
    ['with more in it', { page: 'stopped', url: APP, request: 'readFlow' }, page],
    ['that is too long', { page: 'stopped', url: `${APP}?${'x'.repeat(20_000)}` }, page],
  ])('%s is ignored', (_what, message, sender) => {
    expect(route(message, sender).reply).toBeUndefined();
  });
});
