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
  redirectUrl: () => draw('https://app.example/callback?code=made-up-code&state=made-up-state'),
};

function draw(text: string): JSX.Element {
  return <TokensView text={text} onText={() => undefined} nowMs={signal(nowMs)} />;
}
