import type { RedirectSighting } from '../../engine/accept-redirect.ts';

/** What the browser tells of tabs, without access to any host. */
export interface TabPlaces {
  tabIds(): Promise<readonly number[]>;
  /** where a tab's page stands; rejects, or is `null`, when the tab has gone */
  place(tabId: number): Promise<{ url: string; errorOccurred?: boolean } | null>;
}

/**
 * The places at which tabs stand. An event that comes while a worker is being stopped is delivered to nobody: whoever
 * waits for a redirect then finds it where the browser ended.
 */
export async function standingTabs({ tabIds, place }: TabPlaces): Promise<RedirectSighting[]> {
  const found = await Promise.all(
    (await tabIds()).map(async (tabId): Promise<RedirectSighting[]> => {
      const page = await place(tabId).catch(() => null);
      if (!page) return [];
      const via = page.errorOccurred ? 'failed_navigation' : 'navigation';
      return [{ url: page.url, via, tabId, standing: true }];
    }),
  );
  return found.flat();
}
