import { openBankAndBrowser } from '../e2e/driver/harness.ts';
import { decodeLines } from './decode-lines.ts';
import type { Section } from './section.ts';
import { verifyLines } from './verify-token.ts';

/** Reading and verifying tokens, in a page that has drawn nothing else: these take microseconds. */
export const tokenSection: Section = {
  ids: ['P15', 'P16', 'P17-RS256', 'P17-ES256'],
  where: ['chromium', 'firefox'],
  async measure({ kind, rounds }) {
    const { session, close } = await openBankAndBrowser(kind);
    try {
      const page = await session.openPanelTab();
      return [...(await decodeLines(page, rounds)), ...(await verifyLines(page, rounds))];
    } finally {
      await close();
    }
  },
};
