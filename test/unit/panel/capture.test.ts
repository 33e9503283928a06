import { describe, expect, it } from 'vitest';
import { fixtures } from '../../../src/panel/flows/capture/capture.fixture.tsx';
import { captureLimits, type Sight } from '../../../src/panel/flows/capture/capture-limits.ts';
import { planFor } from '../engine/plans.ts';
import { expectDrawn } from './expect-drawn.ts';

const BANK = 'https://bank.example/authorize';
const blind: Sight = { hosts: [], privateWindows: true, firefox: false };

function limitsOf(redirectUri: string, sight: Partial<Sight>, responseMode?: string) {
  const extra = responseMode === undefined ? [] : [{ name: 'response_mode', value: responseMode }];
  const plan = planFor('practice-bpce-aisp', { redirectUri, extra });
  const { limits, askFor } = captureLimits(plan, BANK, { ...blind, ...sight });
  return [limits.map(({ kind }) => kind), askFor];
}

const WEB = 'https://app.example/callback';
const APP = 'myapp://done/cb';

describe('what would come unseen', () => {
  it.each([
    ['without access', WEB, {}, ['server_moves_on', 'fragment_unwatched', 'form_post'], [WEB]],
    ['with the bank’s host', WEB, { hosts: ['https://bank.example/*'] }, ['form_post'], [WEB]],
    ['with the redirect host', WEB, { hosts: ['https://app.example/*'] }, [], []],
    ['with a wider grant', WEB, { hosts: ['*://*.example/*'] }, [], []],
    [
      'with another scheme’s grant',
      WEB,
      { hosts: ['http://app.example/*', 'https://bank.example/*'] },
      ['form_post'],
      [WEB],
    ],
    ['at an app’s scheme, in Chromium', APP, {}, [], []],
    ['at an app’s scheme, in Firefox', APP, { firefox: true }, ['app_scheme'], [BANK]],
    ['in private windows', APP, { privateWindows: false }, ['private_windows'], []],
    ['where the browser does not say', APP, { privateWindows: undefined }, [], []],
    [
      'where nobody can ask',
      WEB,
      { hosts: 'unavailable' },
      ['server_moves_on', 'fragment_unwatched', 'form_post'],
      [],
    ],
    [
      'on plain http, which cannot be granted',
      'http://app.example/cb',
      { hosts: ['https://bank.example/*'] },
      ['form_post'],
      [],
    ],
  ] as const)('%s', (_where, redirectUri, sight, limits, askFor) => {
    expect(limitsOf(redirectUri, sight as Partial<Sight>)).toEqual([limits, askFor]);
  });

  it('names the form first where the answer is expected in one', () => {
    const [limits] = limitsOf(WEB, {}, 'form_post');
    expect(limits).toEqual(['form_post', 'server_moves_on', 'fragment_unwatched']);
  });
});

it('marks what differs in both addresses', () => {
  const html = expectDrawn(fixtures['unasked, near misses'] as () => preact.JSX.Element);
  expect(html).toContain('<mark>http:</mark>');
  expect(html).toContain('<mark>https:</mark>');
  expect(html).toContain('<mark>:8080</mark>');
});
