import { signal } from '@preact/signals';
import { renderToString } from 'preact-render-to-string';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowReply } from '../../../src/contract/replies.ts';
import type { Happening } from '../../../src/core/flow/flow-event.ts';
import { summariseFlow } from '../../../src/core/flow/flow-summary.ts';
import { describeEvent } from '../../../src/panel/flows/describe-event.ts';
import { tabForPhase } from '../../../src/panel/flows/detail-tab.ts';
import {
  bankHost,
  eventsOf,
  nowMs,
  stateOf,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { pushRequest } from '../../../src/panel/flows/flow-actions.ts';
import { setFlowProblem } from '../../../src/panel/flows/flow-problem.ts';
import { headline } from '../../../src/panel/flows/headline.ts';
import { idleCommands } from '../../../src/panel/flows/idle-commands.fixture.ts';
import { phaseWord } from '../../../src/panel/flows/PhaseChip.tsx';
import {
  answeredFlow,
  boundTokens,
  calledFlow,
  endsAtMs,
  exchangedFlow,
  jarmFinding,
  openedFlow,
  openedObject,
  openedPushed,
  preparedPush,
  pushed,
  pushedFlow,
  pushing,
  pushRefused,
  requestUri,
  signedRedirect,
  startedFapi,
} from '../../../src/panel/flows/pushed-flow.fixture.ts';
import { redirectChecks } from '../../../src/panel/flows/redirect-checks.ts';
import { runAgain } from '../../../src/panel/flows/run-again.ts';
import { PushedRequest } from '../../../src/panel/flows/signed/PushedRequest.tsx';
import { pushedAddress } from '../../../src/panel/flows/signed/pushed-address.ts';
import { CarriedRequest } from '../../../src/panel/flows/signed/RequestObject.tsx';
import { SignedAnswer } from '../../../src/panel/flows/signed/SignedAnswer.tsx';
import { SignedParts } from '../../../src/panel/flows/signed/SignedParts.tsx';
import { TokenFacts } from '../../../src/panel/tokens/TokenFacts.tsx';
import browser from './fake-webextension.ts';
import { fakeWorker } from './fake-worker.ts';

const flowOf = (happenings: readonly Happening[]) => stateOf(eventsOf(...happenings));
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const buttons = (html: string) =>
  [...html.matchAll(/<button.*?<\/button>/g)].map(([one]) => textOf(one).trim());
const part = (happenings: readonly Happening[], atMs = nowMs) =>
  renderToString(
    <PushedRequest flow={flowOf(happenings)} nowMs={signal(atMs)} commands={idleCommands} />,
  );

beforeEach(() => {
  vi.restoreAllMocks();
  setFlowProblem('example', undefined);
});

describe('the part of a pushed request', () => {
  it.each<[string, readonly Happening[], number, string[]]>([
    ['on its way: nothing but to wait', pushing, nowMs, []],
    ['refused: push again', [...pushing, pushRefused('p')], nowMs, ['Push again']],
    [
      'there: open it, take it elsewhere',
      pushedFlow,
      nowMs,
      ['Open in new tab', 'Copy URL', 'Show QR code', 'Push again'],
    ],
    ['ended: push again', pushedFlow, endsAtMs, ['Push again']],
    ['opened: push again for another try', openedFlow, endsAtMs, ['Push again']],
    ['answered: nothing', answeredFlow, nowMs, []],
    ['run elsewhere: nothing', [startedFapi({ imported: 1 }), ...pushedFlow.slice(1)], nowMs, []],
    [
      'pushed again while the page is open: the new one can be opened',
      [...openedFlow, preparedPush('q'), pushed('q')],
      nowMs,
      ['Open in new tab', 'Copy URL', 'Show QR code', 'Push again'],
    ],
  ])('%s', (_name, happenings, atMs, expected) => {
    expect(buttons(part(happenings, atMs))).toEqual(expected);
  });

  it('counts down to its end, and shows where it is to be had', () => {
    expect(textOf(part(pushedFlow))).toMatch(/Expires in 55 secs?.*made-up-reference-1/);
    expect(pushedAddress(flowOf(pushedFlow))).toBe(
      `${bankHost}/stet/psd2/oauth/authorize?client_id=PSDFR-ACPR-12345&request_uri=${encodeURIComponent(requestUri)}`,
    );
    expect(pushedAddress(flowOf(pushing))).toBeUndefined();
  });

  it('asks for the host that takes pushed requests, and pushes', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const accepted: FlowReply = { ok: true, value: { flowId: 'example' } };
    const { store, asked } = fakeWorker({ pushRequest: async () => accepted });
    await pushRequest(store, flowOf(pushedFlow));
    expect(request).toHaveBeenCalledExactlyOnceWith({
      origins: [`http://${new URL(bankHost).hostname}/*`],
    });
    expect(asked).toEqual([
      { name: 'pushRequest', params: { flowId: 'example', onErrors: 'ask' } },
    ]);
  });

  it('asks for it too where the flow is run again', () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    void runAgain(fakeWorker({}).store, flowOf(openedFlow));
    expect(request).toHaveBeenCalledOnce();
  });
});

describe('where a pushed flow stands', () => {
  it.each<[readonly Happening[], boolean, RegExp]>([
    [pushing, false, /is being pushed to/],
    [pushedFlow, false, /keeps the request/],
    [pushedFlow, true, /ended before its page was opened/],
    [[...pushedFlow, openedPushed('copied')], true, /Push the request again/],
    [[...pushing, pushRefused('p')], false, /refused the pushed request: invalid_request_object/],
    [answeredFlow, false, /code/],
  ])('is said in one sentence', (happenings, ended, sentence) => {
    expect(headline(flowOf(happenings), ended)).toMatch(sentence);
  });

  it('has a word in the list, and a tab of its own', () => {
    const word = (happenings: readonly Happening[]) => phaseWord(summariseFlow(flowOf(happenings)));
    expect([pushing, pushedFlow, openedFlow].map(word)).toEqual([
      'Being pushed',
      'Pushed, not opened',
      'Awaiting redirect',
    ]);
    expect(tabForPhase(flowOf(openedFlow))).toBe('request');
    expect(tabForPhase(flowOf([...pushing, pushRefused('p')]))).toBe('exchange');
  });

  it('is told line by line, a wanted nonce as no error', () => {
    const events = eventsOf(...exchangedFlow);
    const lines = events.map((event) => describeEvent(event, stateOf(events)));
    expect(lines.filter(({ tone }) => tone === 'error')).toEqual([]);
    expect(lines[3]?.sentences[1]).toMatch(/^Its request_uri is good until .*09:32:30/);
    expect(lines.some(({ sentences }) => /wants its nonce/.test(sentences[0] ?? ''))).toBe(true);
  });
});

describe('what was signed', () => {
  it('stands beside what it stands for', () => {
    const html = renderToString(<CarriedRequest flow={flowOf([startedFapi(), openedObject()])} />);
    expect(textOf(html)).toContain('Request object, beside the plain parameters');
    expect(renderToString(<CarriedRequest flow={flowOf([startedFapi()])} />)).toBe('');
  });

  it('is a proof of the flow’s own key, for a call that the bank wanted again', () => {
    const flow = flowOf(calledFlow);
    const drawn = flow.calls.map((call) =>
      textOf(renderToString(<SignedParts call={call} flow={flow} />)),
    );
    expect(drawn[2]).toContain('Signed with the key that this flow made for itself');
    expect(drawn.map((text) => text.includes('made again with the nonce'))).toEqual([
      false,
      false,
      true,
      false,
    ]);
    const other = {
      ...flow,
      started: { ...flow.started, dpopKey: { ...flow.started.dpopKey, jwk: {} } },
    };
    const call = flow.calls[1];
    expect(
      call && textOf(renderToString(<SignedParts call={call} flow={other as typeof flow} />)),
    ).toContain('Signed with another key');
  });
});

describe('an answer that is a JWT', () => {
  const checks = (redirect: ReturnType<typeof signedRedirect>) => {
    const { redirect: captured } = flowOf([...openedFlow, redirect]);
    const html = captured
      ? renderToString(<SignedAnswer redirect={captured} nowMs={signal(nowMs)} />)
      : '';
    return [...html.matchAll(/<li class="check (\w+)">/g)].map(([, tone]) => tone);
  };
  it('shows each check with its outcome', () => {
    expect(checks(signedRedirect())).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    const bad = signedRedirect('bad', [
      jarmFinding('signature', 'bad', ''),
      jarmFinding('exp', '', ''),
    ]);
    expect(checks(bad)).toEqual(['ok', 'error', 'ok', 'ok', 'error']);
    const none = signedRedirect('refused', [jarmFinding('alg', 'none', 'PS256')]);
    expect(checks(none)).toEqual(['error', 'error', 'ok', 'ok', 'ok']);
    const unread = signedRedirect('no_keys', [jarmFinding('signature', 'no_keys', '')]);
    expect(checks(unread)).toEqual(['ok', 'plain', 'ok', 'ok', 'ok']);
  });

  it('was compared within', () => {
    expect(redirectChecks(flowOf(answeredFlow))).toEqual([
      { what: 'redirect_uri', result: 'equal' },
      { what: 'state', result: 'equal' },
    ]);
  });
});

it.each<[string, Happening, RegExp]>([
  ['the flow’s own key', boundTokens('2'), /Bound to the key of this flow/],
  ['another key', boundTokens('2', { jkt: 'other' }), /Bound to another key/],
  [
    'a certificate',
    boundTokens('2', { 'x5t#S256': 'x' }, 'Bearer'),
    /Bound to a client certificate/,
  ],
  ['a key that is not named', boundTokens('2', {}), /Bound to a key by its type/],
  ['nothing', boundTokens('2', {}, 'Bearer'), /Bound to nothing, although/],
])('a token bound to %s says so', (_name, tokens, words) => {
  const flow = flowOf([...exchangedFlow.slice(0, -1), tokens]);
  const [token] = flow.tokens;
  const html = token
    ? renderToString(<TokenFacts flow={flow} token={token} nowMs={signal(nowMs)} />)
    : '';
  expect(textOf(html)).toMatch(words);
});
