import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { nowMs } from '../flows/example-flow.fixture.ts';
import { exampleClaims, exampleJwt } from './example-token.fixture.ts';
import { TokensView } from './TokensView.tsx';

const jwt = exampleJwt();

/** Every kind of text that the inspector tells apart. */
export const fixtures: Record<string, () => JSX.Element> = {
  empty: () => draw(''),
  jwt: () => draw(jwt),
  expired: () => draw(exampleJwt({ ...exampleClaims, exp: exampleClaims.iat + 60 })),
  dateInMilliseconds: () => draw(exampleJwt({ ...exampleClaims, exp: exampleClaims.exp * 1000 })),
  brokenJwt: () => draw(`${jwt.slice(0, 60)}!${jwt.slice(60)}`),
  encrypted: () => draw(`${jwt.split('.')[0]}.a2V5.aXY.Y29udGVudA.dGFn`),
  opaque: () => draw('Bearer made-up-opaque-token'),
  jsonAnswer: () =>
    draw(
      JSON.stringify({
        access_token: jwt,
        token_type: 'Bearer',
        expires_in: 3600,
        scope: 'aisp',
        refresh_token: 'made-up-refresh-token',
      }),
    ),
  jsonWithoutToken: () => draw('{"error":"invalid_grant"}'),
  basic: () => draw('Basic Y2xpZW50OkZBS0Utc2VjcmV0'),
  cleaned: () => draw(`> “${jwt.replaceAll('.', '.\n> ')}”`),
  cut: () => draw(`${jwt.slice(0, 150)}…`),
  curl: () => draw(`curl -u client:FAKE https://bank.example/token -d client_assertion=${jwt}`),
  severalTokens: () => draw(`old: ${jwt} new: ${exampleJwt({ ...exampleClaims, sub: 'other' })}`),
  selectiveDisclosure: () =>
    draw(`${jwt}~WyJzYWx0IiwibmFtZSIsIkphbmUiXQ~WyJzYWx0IiwiRlIiXQ~*~${jwt}`),
  accessToken: () => draw(JSON.stringify({ access_token: jwt })),
  manyClaims: () =>
    draw(exampleJwt(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`c${at}`, at])))),
  longClaim: () => draw(exampleJwt({ ...exampleClaims, long: 'x'.repeat(5000) })),
  searched: () => draw(jwt, { query: 'bank' }),
  searchedInVain: () => draw(jwt, { query: 'not there' }),
  compared: () =>
    draw(jwt, {
      other: exampleJwt({
        ...exampleClaims,
        exp: exampleClaims.exp + 60,
        scope: 'aisp',
        sub: undefined,
      }),
    }),
  comparedWithItself: () => draw(jwt, { other: jwt }),
  comparedWithOpaque: () => draw(jwt, { other: 'made-up-opaque-token' }),
  textWithoutToken: () => draw('hello world'),
  redirectUrl: () => draw('https://app.example/callback?code=made-up-code&state=made-up-state'),
};

function draw(text: string, { other = '', query = '' } = {}): JSX.Element {
  const ignore = () => undefined;
  return (
    <TokensView
      {...{ text, other, query }}
      onText={ignore}
      onOther={ignore}
      onQuery={ignore}
      nowMs={signal(nowMs)}
    />
  );
}
