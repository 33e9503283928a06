import { describe, expect, it } from 'vitest';
import { boardOf } from '../../../../src/core/compare/board.ts';
import { compareFlows } from '../../../../src/core/compare/compare-flows.ts';
import type { FlowEvent, Happening } from '../../../../src/core/flow/flow-event.ts';
import { eventsOf } from '../../../../src/panel/flows/example-flow.fixture.ts';
import {
  boundTokens,
  calledFlow,
  exchangedFlow,
  openedFlow,
  openedPushed,
  preparedPush,
  pushed,
  pushing,
  pushRefused,
  requestObject,
  requestUri,
  signedRedirect,
} from '../../../../src/panel/flows/pushed-flow.fixture.ts';

const run = (happenings: readonly Happening[]): FlowEvent[] => eventsOf(...happenings);

/** The same flow as it comes out a second time: everything fresh is another one. */
function again(happenings: readonly Happening[]): Happening[] {
  const fresh = JSON.stringify(happenings)
    .replaceAll(requestUri, 'urn:ietf:params:oauth:request_uri:another-one')
    .replaceAll('made-up-object-id', 'another-object-id')
    .replaceAll('made-up-thumbprint-of-the-flows-own-key-000', 'another-thumbprint')
    .replaceAll('made-up-x', 'another-x')
    .replaceAll('made-up-challenge-0123456789-0123456789-012', 'another-challenge')
    .replaceAll('made-up-proof-', 'another-proof-')
    .replaceAll('made-up-hash-of-the-token', 'another-hash')
    .replaceAll('made-up-nonce-of-the-bank', 'another-nonce')
    .replaceAll('57a7e000', '57a7e001');
  return JSON.parse(fresh);
}

const lines = (before: readonly Happening[], after: readonly Happening[]) =>
  compareFlows(run(before), run(after)).steps.flatMap(({ step, differences }) =>
    differences.map(({ kind, name, before: old, after: young, cause }) =>
      [step.name ?? step.kind, kind, name, old ?? '-', young ?? '-', cause].join(' | '),
    ),
  );

describe('two runs of a pushed flow', () => {
  it('do not differ in what is fresh in each', () => {
    expect(lines(calledFlow, again(calledFlow))).toEqual([]);
  });

  it('do not differ where only one was asked for a nonce', () => {
    const once = exchangedFlow.filter((one) => !('callId' in one && one.callId === '1'));
    expect(lines(exchangedFlow, once)).toEqual([]);
  });

  it('differ in a claim of the request object, by its name', () => {
    const claims = { ...requestObject.claims, aud: 'https://other.example', scope: 'aisp cards' };
    const other = [
      ...calledFlow.slice(0, 1),
      preparedPush('p', { requestObject: { ...requestObject, claims } }),
      ...calledFlow.slice(2),
    ];
    expect(lines(calledFlow, other)).toEqual([
      `push | claim | request_object aud | ${requestObject.claims.aud} | https://other.example | ours`,
      'push | claim | request_object scope | aisp | aisp cards | ours',
    ]);
  });

  it('differ in what a token is bound to, and in the answer of the redirect', () => {
    const unbound = [...exchangedFlow.slice(0, -1), boundTokens('2', {}, 'Bearer')];
    expect(lines(exchangedFlow, unbound)).toEqual([
      'exchange | member | token_type | DPoP | Bearer | bank',
      expect.stringMatching(
        /^exchange \| claim \| access_token cnf\.jkt \| made-up.* \| - \| bank$/,
      ),
    ]);
    const signed = signedRedirect();
    const { content } = signed.signed ?? {};
    const claims = { ...content?.claims, iss: 'https://other.example' };
    const other = {
      ...signed,
      signed: { ...signed.signed, content: { header: content?.header, claims } },
    } as Happening;
    expect(lines([...openedFlow, signed], [...openedFlow, other])).toEqual([
      expect.stringMatching(/^redirect \| claim \| response iss .* bank$/),
    ]);
  });

  it('differ where the second was refused at its push', () => {
    expect(lines(calledFlow, [...pushing, pushRefused('p')])).toContain(
      'push | status |  | 201 | 400 | bank',
    );
  });
});

describe('the board', () => {
  const redirect = (happenings: readonly Happening[]) =>
    boardOf([run(happenings)])[0]?.cells.redirect.result;

  it('takes the push for a part of the redirect', () => {
    expect(redirect(calledFlow)).toBe('ok');
    expect(redirect([...pushing, pushRefused('p')])).toBe('refused');
    expect(redirect([...pushing, pushed('p'), openedPushed()])).toBe('not_reached');
    expect(boardOf([run(calledFlow)])[0]?.cells.api.result).toBe('ok');
  });
});
