import type { JSX } from 'preact';
import { FindBarView } from './FindBarView.tsx';
import { MOST_MATCHES } from './find-text.ts';

const nothing = () => undefined;
const bar = (query: string, count: number, own = true) => (
  <FindBarView
    {...{ own, query, count }}
    at={Math.min(2, count)}
    onQuery={nothing}
    onMove={nothing}
    onClose={nothing}
  />
);

export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => bar('', 0),
  found: () => bar('token', 12),
  'found nothing': () => bar('tokne', 0),
  'found too much': () => bar('e', MOST_MATCHES),
  'beside the find bar of DevTools': () => bar('token', 12, false),
};
