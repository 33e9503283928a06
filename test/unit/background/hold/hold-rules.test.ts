import { describe, expect, it } from 'vitest';
import { holdMeans } from '../../../../src/background/hold/hold-means.ts';
import { blockPattern, holdRules } from '../../../../src/background/hold/hold-rules.ts';

const APP = 'http://app.localhost:8489/callback';
const hold = { redirectUri: APP, bank: 'https://bank.example:8443', untilMs: 0 };
const conditions = (rules: ReturnType<typeof holdRules>) =>
  rules.rules.map(({ condition }) => condition);

describe('the pattern that is blocked', () => {
  it.each([
    ['the address itself', APP, true],
    ['a query', `${APP}?code=c&state=s`, true],
    ['an empty query', `${APP}?`, true],
    ['a fragment', `${APP}#code=c`, true],
    ['a longer path', `${APP}-two?code=c`, false],
    ['a path below it', `${APP}/more?code=c`, false],
    ['another port', 'http://app.localhost:84890/callback?code=c', false],
    ['another host', 'http://app.localhost.evil.example:8489/callback', false],
    ['the address within another', `http://other.example/?next=${APP}`, false],
    ['a host that a dot could stand for', 'http://appxlocalhost:8489/callback', false],
  ])('with %s', (_what, url, blocked) => {
    expect(new RegExp(blockPattern(APP) ?? '').test(url)).toBe(blocked);
  });

  it.each([
    ['capitals in the host', 'HTTPS://TPP.example/Cb', 'https://tpp.example/Cb?code=c'],
    ['a default port', 'https://tpp.example:443/cb', 'https://tpp.example/cb?code=c'],
    ['no path', 'https://tpp.example', 'https://tpp.example/?code=c'],
    ['a query of its own', 'https://tpp.example/cb?a=1', 'https://tpp.example/cb?code=c&a=1'],
    ['signs of patterns', 'https://tpp.example/a+b(c)', 'https://tpp.example/a+b(c)?code=c'],
  ])('fits a redirect URI with %s', (_what, redirectUri, landed) => {
    expect(new RegExp(blockPattern(redirectUri) ?? 'none').test(landed)).toBe(true);
  });

  it('is none for the scheme of an app', () => {
    expect(blockPattern('exampleapp://cb')).toBeUndefined();
  });
});

describe('the rules of some holds', () => {
  it('block an address once, however many flows hold it', () => {
    expect(conditions(holdRules([hold, hold], () => false))).toHaveLength(1);
  });

  it('take the redirect out of the answers of a bank that was granted', () => {
    const rules = holdRules([hold], () => true);
    expect(conditions(rules)[1]).toMatchObject({
      requestDomains: ['bank.example'],
      responseHeaders: [{ header: 'location', values: [APP, `${APP}\\?*`, `${APP}#*`] }],
    });
    expect(rules.pages).toEqual(['https://bank.example/*']);
  });

  it('have ids of their own', () => {
    const ids = holdRules([hold, { ...hold, redirectUri: `${APP}2` }], () => true).rules.map(
      ({ id }) => id,
    );
    expect(ids).toEqual([1000, 1001, 1002, 1003]);
  });

  it('let a tab pass in which an answer was released', () => {
    expect(conditions(holdRules([hold], () => false, [7]))).toMatchObject([
      { excludedTabIds: [7] },
    ]);
  });

  it('are none when nothing is held', () => {
    expect(holdRules([], () => true)).toEqual({ rules: [], pages: [] });
  });
});

describe('the means of a hold', () => {
  const chromium = { isFirefox: false, bankGranted: true, appGranted: false };
  const firefox = { isFirefox: true, bankGranted: true, appGranted: true };
  it.each([
    ['Chromium with the bank', APP, chromium, true, ['other_host']],
    [
      'Chromium without the bank',
      APP,
      { ...chromium, bankGranted: false },
      false,
      ['service_worker', 'form_body'],
    ],
    [
      'Chromium with the app alone',
      APP,
      { ...chromium, bankGranted: false, appGranted: true },
      false,
      ['service_worker'],
    ],
    ['Firefox with the app', APP, firefox, false, []],
    ['Firefox without hosts', APP, { ...firefox, appGranted: false }, false, ['form_body']],
    ['Firefox, the scheme of an app', 'exampleapp://cb', firefox, false, ['scheme']],
    ['Chromium, the scheme of an app', 'exampleapp://cb', chromium, true, ['other_host']],
    [
      'Chromium, that scheme without the bank',
      'exampleapp://cb',
      { ...chromium, bankGranted: false },
      false,
      ['scheme'],
    ],
  ])('in %s', (_where, redirectUri, reach, atBank, gaps) => {
    expect(holdMeans(redirectUri, reach)).toEqual({ atBank, gaps });
  });
});
