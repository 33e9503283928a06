import { expect, it } from 'vitest';
import { standingTabs } from '../../../src/background/capture/standing-tabs.ts';

it('finds where each tab stands, and passes over those that have gone', async () => {
  const pages: Record<number, { url: string; errorOccurred?: boolean }> = {
    1: { url: 'https://tpp.example/cb?code=fakecode0001' },
    2: { url: 'http://closed.localhost:2/callback?code=fakecode0002', errorOccurred: true },
  };
  const found = await standingTabs({
    tabIds: async () => [1, 2, 3, 4],
    place: async (tabId) => {
      if (tabId === 4) throw new Error('Invalid tab ID');
      return pages[tabId] ?? null;
    },
  });
  expect(found).toEqual([
    { url: pages[1]?.url, via: 'navigation', tabId: 1, standing: true },
    { url: pages[2]?.url, via: 'failed_navigation', tabId: 2, standing: true },
  ]);
});
