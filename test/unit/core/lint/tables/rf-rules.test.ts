import { testTable } from './table.ts';
import { withTokens } from './token-answer.ts';
import { ask } from './token-request.ts';

const refresh = { purpose: 'refresh', refreshTokenBefore: 'FAKE-refresh' } as const;
const publicly = { ...refresh, clientAuthentication: 'none', profile: 'practice-oidc' } as const;
const asked = (scope: string, grantedScope?: string) =>
  ask({ purpose: 'refresh', add: [{ name: 'scope', value: scope }], grantedScope });

testTable('RF', 5, {
  RF01: {
    raised: [['more than was granted', asked('openid accounts', 'openid')]],
    silent: [
      ['what was granted', asked('openid', 'openid accounts')],
      ['no scope', ask({ purpose: 'refresh', grantedScope: 'openid' })],
      ['a grant that nobody knows', asked('openid accounts')],
      ['a code', ask({ add: [{ name: 'scope', value: 'x' }], grantedScope: 'openid' })],
    ],
  },
  RF02: {
    raised: [['another refresh token', withTokens({ refresh_token: 'FAKE-newer' }, refresh)]],
    silent: [
      ['the same', withTokens({}, refresh)],
      ['none', withTokens({ refresh_token: undefined }, refresh)],
      ['one with a code', withTokens({})],
    ],
  },
  RF03: {
    raised: [['a token that was replaced', ask({ purpose: 'refresh', spent: 'replaced' })]],
    silent: [
      ['the newest', ask({ purpose: 'refresh' })],
      ['one that was sent, and stays', ask({ purpose: 'refresh', spent: 'sent' })],
    ],
  },
  RF04: {
    raised: [
      ['the same token for a public client', withTokens({}, publicly)],
      ['none for a public client', withTokens({ refresh_token: undefined }, publicly)],
    ],
    silent: [
      ['a new one', withTokens({ refresh_token: 'FAKE-newer' }, publicly)],
      ['a token that is tied to a key', withTokens({ token_type: 'DPoP' }, publicly)],
      [
        'a client with a secret',
        withTokens({}, { ...publicly, clientAuthentication: 'client_secret_post' }),
      ],
      ['a bank that wants a certificate', withTokens({}, { ...publicly, profile: 'bpce-aisp' })],
      ['a code', withTokens({}, { ...publicly, purpose: 'exchange' })],
    ],
  },
  RF05: {
    raised: [['less than before', withTokens({}, { ...refresh, scopeBefore: 'aisp cbpii' })]],
    silent: [
      ['the same', withTokens({}, { ...refresh, scopeBefore: 'aisp' })],
      [
        'no word of it',
        withTokens({ scope: undefined }, { ...refresh, scopeBefore: 'aisp cbpii' }),
      ],
      ['a code', withTokens({}, { scopeBefore: 'aisp cbpii' })],
    ],
  },
});
