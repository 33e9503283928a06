import type { BrowserKind } from '../../../scripts/browser/browser-places.ts';
import type { BankAddresses } from '../../practice-bank/bank-addresses.ts';

/** Which hosts the extension has access to: none, the bank's, that of the redirect URI too. */
export const accesses = ['none', 'bank', 'both'] as const;
export type Access = (typeof accesses)[number];

/** One way in which an answer gets to a redirect URI, and what is there. */
export interface Landing {
  name: string;
  /** how the bank at `landings.localhost` delivers it */
  style: string;
  redirectUri(urls: BankAddresses): string;
  decision?: 'refuse';
  /** no tab stands at the answer afterwards */
  leavesNoAddress?: true;
  /** the app sends it on to a page where it is seen, but not taken */
  sentOn?: true;
  /** the access that it takes to see it; absent: none */
  needs?: Access | Record<BrowserKind, Access>;
}

const callback = ({ app }: BankAddresses) => `${app}/callback`;
const at = (path: string) => (urls: BankAddresses) => `${urls.app}/landing/${path}`;
const fixed = (address: string) => () => address;

const REFUSED = 'http://closed.localhost:2/callback';
const UNRESOLVED = 'http://nowhere.invalid/callback';
const APP_SCHEME = 'practiceapp://done/callback';

/** Every landing that the matrix tries; the rows of docs/limits.md have the same names. */
export const landings: readonly Landing[] = [
  { name: 'query', style: 'query', redirectUri: callback },
  { name: 'error answer', style: 'query', redirectUri: callback, decision: 'refuse' },
  { name: 'fragment', style: 'fragment', redirectUri: callback, needs: 'bank' },
  {
    name: 'form_post',
    style: 'form-post',
    redirectUri: callback,
    needs: 'both',
    leavesNoAddress: true,
  },
  { name: 'response= (JARM)', style: 'signed', redirectUri: callback },
  { name: 'connection refused', style: 'query', redirectUri: fixed(REFUSED) },
  { name: 'host does not resolve', style: 'query', redirectUri: fixed(UNRESOLVED) },
  {
    name: 'https, nothing behind',
    style: 'query',
    redirectUri: fixed('https://closed.localhost:2/callback'),
  },
  {
    name: 'https, not TLS behind',
    style: 'query',
    redirectUri: (urls) => `${urls.app.replace('http:', 'https:')}/callback`,
  },
  { name: 'fragment, connection refused', style: 'fragment', redirectUri: fixed(REFUSED) },
  {
    name: 'form_post, connection refused',
    style: 'form-post',
    redirectUri: fixed(REFUSED),
    needs: 'both',
    leavesNoAddress: true,
  },
  {
    name: 'app scheme, by 302',
    style: 'query',
    redirectUri: fixed(APP_SCHEME),
    needs: { chromium: 'none', firefox: 'bank' },
    leavesNoAddress: true,
  },
  {
    name: 'app scheme, by script',
    style: 'script',
    redirectUri: fixed(APP_SCHEME),
    leavesNoAddress: true,
  },
  {
    name: 'page strips by replaceState',
    style: 'query',
    redirectUri: at('replace-state'),
    leavesNoAddress: true,
  },
  {
    name: 'page strips by location.replace',
    style: 'query',
    redirectUri: at('location-replace'),
    leavesNoAddress: true,
  },
  {
    name: 'server strips by 302',
    style: 'query',
    redirectUri: at('strip-by-redirect'),
    needs: 'bank',
    leavesNoAddress: true,
  },
  {
    name: 'server forwards with the answer',
    style: 'query',
    redirectUri: at('forward'),
    sentOn: true,
    needs: 'bank',
    leavesNoAddress: true,
  },
  { name: 'answered 204', style: 'query', redirectUri: at('no-content'), leavesNoAddress: true },
  { name: 'chain of hosts', style: 'chain', redirectUri: callback },
  { name: 'by script', style: 'script', redirectUri: callback },
  { name: 'by meta refresh', style: 'meta', redirectUri: callback },
  { name: 'popup', style: 'popup', redirectUri: callback },
  { name: 'another tab', style: 'other-tab', redirectUri: callback },
];

/** Whether a browser shows a landing to an extension with this access. */
export function isShown({ needs = 'none' }: Landing, kind: BrowserKind, access: Access): boolean {
  const needed = typeof needs === 'string' ? needs : needs[kind];
  return accesses.indexOf(access) >= accesses.indexOf(needed);
}

/** The table of docs/limits.md. */
export function limitsTable(): string {
  const cell = (landing: Landing, access: Access) => {
    const [chromium, firefox] = (['chromium', 'firefox'] as const).map((kind) =>
      isShown(landing, kind, access),
    );
    if (chromium && firefox) return 'seen';
    return chromium ? 'Chromium' : firefox ? 'Firefox' : 'no';
  };
  const rows = landings.map((landing) => [
    landing.name,
    ...accesses.map((access) => cell(landing, access)),
  ]);
  const head = [
    'Answer, or what is at the redirect URI',
    'no access',
    "bank's host",
    'and redirect host',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
