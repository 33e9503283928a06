import { describe, expect, it } from 'vitest';
import { fixtures as flowTokens } from '../../../src/panel/tokens/FlowTokensView.fixture.tsx';
import { expectDrawn } from './expect-drawn.ts';

describe('tokens of a flow', () => {
  const drawn = (name: string) => {
    const draw = flowTokens[name];
    if (!draw) throw new Error(`no state "${name}"`);
    return expectDrawn(draw);
  };

  it.each([
    ['filled', /role="timer"[^>]*>.*?Expires in 59 mins/],
    ['expired', /role="timer"[^>]*>.*?Expired 24 secs ago/],
    ['lifetimeUnknown', /role="timer"[^>]*>.*?The bank did not say how long it lives/],
    ['withReplaced', /<s>Access token<\/s>/],
    ['withReplaced', /Not verified/],
    ['verifiedOnReceipt', /Signature verified/],
    ['called', /accounts: 200/],
    ['callRefused', /accounts: 401, expired or cancelled/],
    ['clientCredentials', /Request a new token/],
    ['callRefused', /Refresh and call again/],
    ['callWaits', /asks to wait until .*: 55 secs left/],
    ['callWaits', /<button[^>]* disabled[^>]*>(?:(?!<\/button>).)*Call accounts/],
    ['callMayBeRepeated', /<button type="button">(?:(?!<\/button>).)*Call again/],
    ['callRefusedForRole', /Refreshing does not help/],
    ['refusedAndReplaced', /Call again/],
    ['refusedAndReplaced', /the bank sent the same again/],
    ['rotated', /takes the place of the old one/],
    ['rotated', /Lost: extended/],
    ['refreshRefused', /Start the new flow/],
    ['filled', /Introspect<\/button>/],
    ['filled', /Revoke<\/button>/],
    ['customerMustComeBack', /Start the new flow/],
    ['refreshesByItself', /aria-checked="true"[^>]*>.*?Refresh by itself/],
    ['refreshedInVain', /aria-checked="false".*Stopped: the last refresh/],
    ['nothingToRefresh', /Stopped: no refresh token/],
    ['filled', /aria-label="Request bench"/],
    ['filled', /<label[^>]*>PSU-IP-Address<\/label>/],
    ['callLacksValue', /Still missing: consentId/],
    ['introspected', /Introspection: 200.*not active/],
    ['revoked', /<s>Access token<\/s>.*Revoked/],
    ['revokedRefreshToken', /<s>Refresh token<\/s>.*Start the new flow/],
  ])('says in the state "%s": %s', (name, words) => {
    expect(drawn(name)).toMatch(words);
  });

  it('lets a replaced access token be tried, but not a replaced refresh token be sent', () => {
    expect(drawn('withReplaced').match(/Call accounts/g)).toHaveLength(2);
    expect(drawn('withReplaced').match(/Refresh<\/button>/g)).toHaveLength(1);
  });

  it.each([
    ['callRefusedForRole', /Refresh and call again|Call again/],
    ['refreshRefused', /Refresh<\/button>/],
    ['callUnderWay', /customer must come back/],
    ['filled', /<label[^>]*>(Authorization|X-Request-ID|Signature|Digest)<\/label>/],
    ['filled', /Call consents/],
    ['expired', /Start the new flow/],
    ['clientCredentials', /Refresh by itself|Start the new flow/],
  ])('does not say in the state "%s": %s', (name, words) => {
    expect(drawn(name)).not.toMatch(words);
  });

  it('offers to refresh beside an expired access token', () => {
    expect(drawn('expired').match(/Refresh<\/button>/g)).toHaveLength(2);
  });
});
