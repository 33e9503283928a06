import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { flowSequence } from '../../../../src/core/pictures/flow-sequence.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import {
  answered,
  captured,
  failed,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';

const code = {
  ...captured('code'),
  status: 302,
  findings: [],
  response: {
    landedOn: 'https://tpp.example/cb',
    query: [
      { name: 'code', value: '{{authorization_code#0badcafe}}' },
      { name: 'state', value: '{{state#0badcafe}}' },
    ],
    fragment: [],
  },
} satisfies Happening;

const exchange = {
  ...prepared('c1', 'exchange'),
  findings: [],
  request: {
    ...prepared('c1', 'exchange').request,
    parameters: [{ name: 'grant_type', value: 'authorization_code' }],
  },
} satisfies Happening;

const tokens = answered('c1', 'tokens', [
  { ...token('access_token', 't1'), expires_in: 3600 },
  token('refresh_token', 't2'),
]);

const hold = {
  kind: 'hold_set',
  redirectUri: 'https://tpp.example/cb',
  bank: 'https://bank.example',
  atBank: true,
  gaps: [],
  untilMs: 1_800_000_000_000,
} satisfies Happening;

/** A sequence as lines: messages with an arrow, what is remarked in brackets. */
function drawn(...happenings: Happening[]): string[] {
  const sequence = sequenceOf(...happenings);
  return sequence.steps.flatMap((step) => {
    if (step.kind === 'remark') return [`[${step.over}: ${step.text}]`];
    const arrow = { arrived: '>', lost: '>x', unknown: '>?' }[step.end];
    const notes = step.notes.map(({ text }) => ` [${text}]`).join('');
    return [`${step.from}-${arrow}${step.to}: ${step.label} (${step.tone})${notes}`];
  });
}

function sequenceOf(...happenings: Happening[]) {
  const events = record(...happenings);
  const flow = foldFlow(events);
  if (!flow) throw new Error('no start');
  return flowSequence(flow, events, english);
}

const beginning: Happening[] = [{ ...started(), findings: [] }, opened()];

describe('the sequence of a flow', () => {
  it('tells a code flow from its first request to its tokens', () => {
    expect(drawn(...beginning, code, exchange, sent('c1'), tokens)).toEqual([
      'browser->bank: GET /authorize (plain)',
      'bank->browser: 302 code, state (ok)',
      'browser->app: GET /cb (plain)',
      'tool->bank: POST /token grant_type=authorization_code (plain)',
      'bank->tool: 200 access_token, refresh_token, expires_in 3600 (ok)',
    ]);
  });

  it('numbers messages, and times them from the start of the flow', () => {
    const { steps, participants, title } = sequenceOf(
      ...beginning,
      code,
      exchange,
      sent('c1'),
      tokens,
    );
    expect(steps).toMatchObject([
      { number: 1, offsetMs: 1000, answer: false },
      { number: 2, offsetMs: 2000, answer: true, status: 302 },
      { number: 3, offsetMs: 2000 },
      { number: 4, offsetMs: 4000 },
      { number: 5, offsetMs: 5000, status: 200, durationMs: tokens.answer.durationMs },
    ]);
    expect(participants).toMatchObject([
      { id: 'app', detail: 'tpp.example' },
      { id: 'browser' },
      { id: 'bank', label: 'Fake bank', detail: 'bank.example' },
      { id: 'tool' },
    ]);
    expect(title).toContain('Fake bank');
  });

  it.each<[string, Happening[], string[]]>([
    [
      'findings, counted at the message that they are about',
      [started(), opened(), { ...code, findings: captured('code').findings }],
      [
        'browser->bank: GET /authorize (plain) [Findings: 1]',
        'bank->browser: 302 code, state (ok) [Findings: 1]',
        'browser->app: GET /cb (plain)',
      ],
    ],
    [
      'a held redirect, which the app gets once it is released',
      [...beginning.slice(0, 1), hold, opened(), hold, code, { kind: 'released' }],
      [
        '[browser: Redirects to the app are held]',
        'browser->bank: GET /authorize (plain)',
        'bank->browser: 302 code, state (ok)',
        'browser->xapp: GET /cb (warn) [Held: the app does not get it]',
        'browser->app: GET /cb (plain) [Given to the app by you]',
      ],
    ],
    [
      'a redirect that we refused, and where nothing answered',
      [...beginning, { ...code, verdict: 'refused', via: 'failed_navigation' }],
      [
        'browser->bank: GET /authorize (plain)',
        'bank->browser: 302 code, state (error) [Refused by us]',
        'browser->xapp: GET /cb (plain)',
      ],
    ],
    [
      'the error that the bank sent, without its prose',
      [
        ...beginning,
        {
          ...captured('bank_error'),
          findings: [],
          via: 'pasted',
          response: {
            landedOn: 'https://tpp.example/cb',
            query: [
              { name: 'error', value: 'access_denied' },
              { name: 'error_description', value: 'Marie refused' },
            ],
            fragment: [],
          },
        },
      ],
      ['browser->bank: GET /authorize (plain)', 'person->tool: pasted error=access_denied (error)'],
    ],
    [
      'a redirect that was seen at the bank, and what the browser makes of it nowhere',
      [...beginning, { ...code, via: 'bank_redirect' }],
      [
        'browser->bank: GET /authorize (plain)',
        'bank->browser: 302 code, state (ok)',
        'browser->?app: GET /cb (plain)',
      ],
    ],
    [
      'a request that never left',
      [...beginning, exchange, failed('c1', 'no')],
      [
        'browser->bank: GET /authorize (plain)',
        'tool->xbank: POST /token grant_type=authorization_code (error) [Never reached the bank]',
      ],
    ],
    [
      'a request of which nobody knows what the bank made',
      [...beginning, exchange, sent('c1'), failed('c1', 'unknown')],
      [
        'browser->bank: GET /authorize (plain)',
        'tool->?bank: POST /token grant_type=authorization_code (warn) [Answer unknown: the bank may have got it]',
      ],
    ],
    [
      'an OAuth error',
      [
        ...beginning,
        exchange,
        sent('c1'),
        {
          ...answered('c1', 'error'),
          answer: jsonAnswer(400, { error: 'invalid_grant', error_description: 'late' }),
        },
      ],
      [
        'browser->bank: GET /authorize (plain)',
        'tool->bank: POST /token grant_type=authorization_code (plain)',
        'bank->tool: 400 invalid_grant (error) [Findings: 1]',
      ],
    ],
    [
      'a step that a person performed elsewhere, and what it brought',
      [
        { ...started(), findings: [] },
        {
          ...prepared('c1', 'step'),
          findings: [],
          by: 'person',
          request: { ...exchange.request, url: 'https://bank.example/v1/consents', parameters: [] },
        },
        { ...answered('c1', 'api_ok'), answer: jsonAnswer(201, {}) },
        { kind: 'captured', by: 'bank', values: { consentId: 'c-1' } },
        { kind: 'captured', by: 'person', values: { psuId: 'p-1' } },
      ],
      [
        'person->bank: POST /v1/consents (plain)',
        'bank->person: 201 consentId (ok)',
        'person->tool: psuId (plain)',
      ],
    ],
    [
      'a watched page as the sender',
      [
        { ...started(), findings: [], watched: true },
        { ...opened(), how: 'watched' },
        { ...code, via: 'watched' },
        { ...exchange, by: 'page' },
        sent('c1'),
        tokens,
      ],
      [
        'browser->bank: GET /authorize (plain)',
        'bank->browser: 302 code, state (ok)',
        'browser->app: GET /cb (plain)',
        'browser->bank: POST /token grant_type=authorization_code (plain)',
        'bank->browser: 200 access_token, refresh_token, expires_in 3600 (ok)',
      ],
    ],
    [
      'pages on the way, by their host where it is another one',
      [
        ...beginning,
        { kind: 'page_seen', url: 'https://bank.example/login', status: 200 },
        { kind: 'page_seen', url: 'https://sca.example/push', status: 503 },
        { kind: 'page_seen', url: 'https://tpp.example/done', failure: 'net::ERR_FAILED' },
      ],
      [
        'browser->bank: GET /authorize (plain)',
        'bank->browser: 200 /login (plain)',
        'bank->browser: 503 sca.example/push (error)',
        'app->xbrowser: net::ERR_FAILED /done (error)',
      ],
    ],
    [
      'how a flow ended that nobody finished',
      [...beginning, hold, { kind: 'hold_ended', why: 'expired' }, { kind: 'abandoned' }],
      [
        'browser->bank: GET /authorize (plain)',
        '[browser: Redirects to the app are held]',
        '[browser: The hold ended]',
        '[browser: Flow given up]',
      ],
    ],
  ])('tells %s', (_what, happenings, lines) => {
    expect(drawn(...happenings)).toEqual(lines);
  });

  it('shows the end of a long path, and secrets in it by their kind', () => {
    const url =
      'https://bank.example/stet/psd2/v1.6.2/very/long/way/to/the/accounts/{{captured#0badcafe}}/balances';
    const call = { ...prepared('c1', 'api'), findings: [], request: { ...exchange.request, url } };
    const [, line] = drawn(...beginning, call, sent('c1'));
    expect(line).toContain('POST …/{captured}/balances');
  });

  it('keeps every label short and on one line', () => {
    const answer = jsonAnswer(400, { error: `a\n${'very '.repeat(50)}` });
    const { steps } = sequenceOf(...beginning, exchange, { ...answered('c1', 'error'), answer });
    for (const step of steps) {
      if (step.kind === 'message') expect(step.label).toMatch(/^[^\n]{1,76}$/);
    }
    expect(steps.at(-1)).toMatchObject({ label: expect.stringMatching(/^400 a very .*…$/) });
  });
});
