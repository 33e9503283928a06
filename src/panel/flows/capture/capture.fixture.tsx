import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { UnaskedAnswer } from '../../../core/flow/unasked-answer.ts';
import { judgeUnasked } from '../../../core/lint/judge-unasked.ts';
import { parseAuthorizationResponse } from '../../../core/oauth/authorization-response.ts';
import { findNearestRedirectUri } from '../../../core/oauth/near-miss.ts';
import { nowMs, startMs } from '../example-flow.fixture.ts';
import { CaptureLimitsView } from './CaptureLimitsView.tsx';
import type { CaptureLimits } from './capture-limits.ts';
import { UnaskedAnswersView } from './UnaskedAnswersView.tsx';

const nothing = () => undefined;
const REDIRECT_URI = 'https://app.example/callback';

function unasked(landedOn: string, change: Partial<UnaskedAnswer> = {}): UnaskedAnswer {
  const response = parseAuthorizationResponse(landedOn);
  const nearest = response && findNearestRedirectUri(response, [REDIRECT_URI]);
  return {
    id: landedOn,
    atMs: startMs,
    via: 'navigation',
    landedOn,
    redirectUri: REDIRECT_URI,
    differences: nearest?.differences ?? ['path'],
    parameters: [
      { name: 'code', length: 43, fingerprint: '1a2b3c4d' },
      { name: 'state', length: 22, fingerprint: '5e6f7a8b' },
    ],
    findings: response ? judgeUnasked(response, REDIRECT_URI) : [],
    ...change,
  };
}

const errorAnswer: Partial<UnaskedAnswer> = {
  parameters: [{ name: 'error', length: 13, fingerprint: '9c0d1e2f', value: 'access_denied' }],
};

function list(answers: readonly UnaskedAnswer[], bank?: string) {
  return (
    <UnaskedAnswersView
      answers={answers}
      waiting={bank === undefined ? undefined : { flowId: 'waiting', bank }}
      nowMs={signal(nowMs)}
      onStart={nothing}
      onPaste={nothing}
      onClear={nothing}
    />
  );
}

function limits(what: CaptureLimits, urgent = false) {
  return <CaptureLimitsView {...what} urgent={urgent} onAllow={nothing} />;
}

const host = 'app.example';

export const fixtures: Record<string, () => JSX.Element> = {
  'unasked, on the redirect URI': () => list([unasked(REDIRECT_URI)]),
  'unasked, while a flow waits': () => list([unasked(REDIRECT_URI, errorAnswer)], 'Example Bank'),
  'unasked, near misses': () =>
    list([
      unasked(`${REDIRECT_URI}/`),
      unasked('http://app.example:8080/callback'),
      unasked('https://www.app.example/Callback'),
      unasked('https://app.example/finish'),
    ]),
  'limits, a posted answer': () =>
    limits({ limits: [{ kind: 'form_post', host }], askFor: [REDIRECT_URI] }, true),
  'limits, no access': () =>
    limits({
      limits: [
        { kind: 'server_moves_on', host },
        { kind: 'fragment_unwatched', host },
        { kind: 'form_post', host },
        { kind: 'private_windows' },
      ],
      askFor: [REDIRECT_URI],
    }),
  'limits, an app scheme in Firefox': () =>
    limits({
      limits: [{ kind: 'app_scheme', host: 'bank.example' }],
      askFor: ['https://bank.example/authorize'],
    }),
};
