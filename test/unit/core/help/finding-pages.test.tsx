import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import {
  committedPages,
  committedTable,
  pageTexts,
  ruleFacts,
  tableText,
} from '../../../../scripts/finding-pages.ts';
import { findingPage, rules } from '../../../../src/core/help/finding-page.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { fixtures } from '../../../../src/panel/findings/page/FindingPageView.fixture.tsx';
import { expectDrawn } from '../../panel/expect-drawn.ts';

const english = messagesFrom(messages);
const known = await ruleFacts();

describe('the table of rules', () => {
  it('is the one that is committed; `npx tsx scripts/finding-pages.ts` writes it anew', () => {
    expect(committedTable()).toBe(tableText(known));
    expect(rules).toEqual(
      known.map(({ id, slug, severity, actor, source }) => ({ id, slug, severity, actor, source })),
    );
  });
});

describe('the pages of findings', () => {
  it('are the ones that are committed', () => {
    expect(committedPages()).toEqual(pageTexts(known));
  });

  it.each(known)('$id says what was seen, what to do, and leads to others', ({ slug }) => {
    const page = findingPage(slug, english);
    expect(page?.seen).not.toMatch(/^…?$|undefined|\$\d/);
    const advice = [page?.fix, ...(page?.cases ?? []).map(({ fix }) => fix)].filter(Boolean);
    expect(advice).not.toEqual([]);
    expect(advice).not.toContain('…');
    expect(page?.seeAlso.length).toBeGreaterThan(0);
    expect(page?.seeAlso.map((one) => one.slug)).not.toContain(slug);
  });

  it('give each error code its own advice', () => {
    const { cases = [] } = findingPage('token-error-known', english) ?? {};
    expect(cases.find(({ code }) => code === 'invalid_grant')?.fix).toBe(
      messages.error_invalid_grant.message,
    );
  });

  it('know nothing of a slug of another version', () => {
    expect(findingPage('toString', english)).toBeUndefined();
  });
});

it.each(Object.entries(fixtures))('the page draws the state "%s"', (_state, draw) => {
  expectDrawn(draw);
});
