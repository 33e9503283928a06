import type { Feature, TestName } from './feature.ts';

const both = (...test: TestName) => ({ chromium: test, firefox: test });
const TABLES = { devtools: true, tab: true } as const;
const BOTH = { chromium: true, firefox: true, ...TABLES } as const;

/** What the extension does, and where. A new difference between the browsers belongs here. */
export const FEATURES: readonly Feature[] = [
  {
    what: 'Main job: redirect, code, tokens, API call, refresh',
    ...BOTH,
    tests: both(
      'main-job.e2e.ts',
      'goes from a bank to tokens, uses them, renews them, and sees the old one refused',
    ),
  },
  {
    what: 'The same in the real DevTools panel',
    ...BOTH,
    tab: 'has no inspected tab: **Open in new tab**',
    tests: {
      chromium: ['devtools.e2e.ts', 'ends well, with a picture in light and one in dark'],
      firefox: [
        'firefox-toolbox.e2e.ts',
        'goes through the main job, also with an event page that was stopped meanwhile',
      ],
    },
  },
  {
    what: 'Opened beside the practice bank by `npm start`',
    chromium: 'DevTools with the panel in front',
    firefox: 'the panel in a tab: no preference chooses a panel of DevTools beforehand',
    ...TABLES,
    tests: {
      chromium: ['devtools.e2e.ts', 'ends well, with a picture in light and one in dark'],
    },
  },
  {
    what: 'Capture of redirects, of each kind',
    chromium: true,
    firefox: 'but for an app scheme by 302 without access to the bank; [table](limits.md)',
    devtools: 'Firefox: fragments need access to the bank',
    tab: true,
    tests: both('capture-matrix.e2e.ts', 'is captured once, and by the flow that asked for it'),
  },
  {
    what: 'Hold a redirect, release it, discard it',
    chromium: 'a service worker of the app comes first, unless the bank’s host was granted',
    firefox: 'by one rule, before any service worker; an app’s own scheme is not held',
    ...TABLES,
    tests: both('hold.e2e.ts', 'does not reach the app before it is released, then does unchanged'),
  },
  {
    what: 'Refresh by hand and by itself',
    ...BOTH,
    tests: both('renew.e2e.ts', 'happens by itself before the end, once, while its switch is on'),
  },
  {
    what: 'Introspection, revocation, request bench',
    ...BOTH,
    tests: both('use.e2e.ts', 'asks the bank whether it lives, before and after it has ended'),
  },
  {
    what: 'Export of a flow, in every format',
    ...BOTH,
    tests: both('exports.e2e.ts', 'writes secrets only once that is confirmed, and says so'),
  },
  {
    what: 'Import of flow files, HAR and profiles; drop and paste',
    ...BOTH,
    tests: both(
      'flow-files.e2e.ts',
      'are dropped, several at once, and a faulty one holds up no other',
    ),
  },
  {
    what: 'Watch what the page does',
    ...BOTH,
    tab: 'needs DevTools: only they list the requests of a page',
    tests: both(
      'watch.e2e.ts',
      'lists the flow that a page runs, with its bank, its steps and its tokens',
    ),
  },
  {
    what: 'Asking for a host',
    chromium: true,
    firefox: 'asked in the panel’s tab',
    devtools: 'Firefox: a DevTools panel cannot ask; the panel says to press the toolbar icon',
    tab: true,
    tests: {
      chromium: ['permission.e2e.ts', '%s asks for the one host it calls, and gives it back'],
    },
  },
  {
    what: 'FAPI: pushed and signed requests, DPoP, JARM',
    ...BOTH,
    tests: both('fapi.e2e.ts', 'push a request with its details, and prove a key with each call'),
  },
  {
    what: 'Client certificate on the token call',
    ...BOTH,
    tests: both('mtls.e2e.ts', 'goes through with a certificate, in %s'),
  },
  {
    what: 'Signature check, decryption',
    chromium: 'no AES with 192 bits',
    firefox: true,
    ...TABLES,
    tests: both('verify.e2e.ts', 'of a token inside one that is encrypted with %s is within reach'),
  },
  {
    what: 'Secrets kept under a passphrase',
    ...BOTH,
    tests: both(
      'kept-secrets.e2e.ts',
      'outlive the browser, refuse a wrong passphrase and open by the right one',
    ),
  },
  {
    what: 'Reminders',
    ...BOTH,
    tests: both(
      'reminders.e2e.ts',
      'stand at the toolbar icon and in a notification, without a secret',
    ),
  },
  {
    what: 'Run again elsewhere, compare',
    ...BOTH,
    tests: both('replay.e2e.ts', 'gets tokens again in one click, and tells what the bank changed'),
  },
  {
    what: 'Export of Chrome’s Recorder as a flow file',
    chromium: true,
    firefox: 'has no Recorder; a HAR does it too',
    devtools: true,
    tab: 'needs DevTools',
    tests: { chromium: ['recorder.e2e.ts', 'turns a recording into a flow file without a secret'] },
  },
  {
    what: 'Why a connection broke after the request was sent',
    chromium: 'says also whether it was HTTP/2, which a browser may repeat by itself',
    firefox: 'cannot tell HTTP/2, and says so',
    ...TABLES,
    tests: both('once.e2e.ts', 'over HTTP/2, in %s, the panel says'),
  },
];

/** Tests that run in Chromium alone although Firefox does the same, and why. */
export const CHROMIUM_ALONE: Readonly<Record<string, string>> = {
  'big-tokens.e2e.ts': 'measures one engine against a limit',
  'buttons.e2e.ts': 'presses what is drawn by the same code; the jobs run in both',
  'client-auth.e2e.ts': 'variants of one request, whose bytes the same code makes',
  'clock.e2e.ts': 'moves the clock of a page, which only Chromium’s driver can',
  'exports.e2e.ts': 'an exported Playwright test is run by Playwright, not by a browser of ours',
  'fapi.e2e.ts': 'the rarer refusals, by the same code; Firefox takes twice as long',
  'flow-files.e2e.ts': 'large files, measured in one engine',
  'flow-list.e2e.ts': 'mouse and layout by the same code; rows, filter and menu run in both',
  'dialects.e2e.ts': 'bank profiles, which know no browser',
  'fault-bench.e2e.ts': 'runs dozens of flows; the engine is the same',
  'folds.e2e.ts': 'native elements, drawn by the same code',
  'lists-and-keys.e2e.ts': 'presses what is drawn by the same code; the jobs run in both',
  'french.e2e.ts': 'Firefox speaks another language with a language pack alone',
  'full-disk.e2e.ts': 'makes the worker’s database refuse, which only Chromium’s driver can',
  'gallery.e2e.ts': 'forced colours, contrast and motion, which only Chromium’s driver can ask for',
  'keyboard.e2e.ts': 'the same listeners; Firefox’s own keys are in its DevTools test',
  'interleavings.e2e.ts':
    'a hundred orders of the same messages to one worker; Firefox’s stopped page is in `lost-worker`',
  'languages.e2e.ts': 'style sheets and words; the same for both',
  'lifetimes.e2e.ts': 'a pure function of the record, drawn',
  'policy.e2e.ts':
    'exports, presets and what is said of them by the same code; refusals run in both',
  'quiet.e2e.ts': 'Firefox wakes the event page for granted hosts by design: see limits',
  'records.e2e.ts': 'reads memory, disk and consoles, which only Chromium’s driver shows',
  'replay.e2e.ts': 'a second bank, by the same code',
  'tls.e2e.ts': 'Chromium’s own certificate store; Firefox’s is in mtls.e2e.ts',
  'token-budget.e2e.ts': 'a pure function of the flow list',
  'walk-throughs.e2e.ts': 'the pages tell the same steps for both',
};
