import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { duplicateMembers } from '../../../../src/core/lint/duplicate-members.ts';
import type { Finding } from '../../../../src/core/lint/finding.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';
import { jsonAnswer, textAnswer } from '../../../fixtures/answers.ts';
import { judge, TOKENS, withTokens } from './tables/token-answer.ts';

const english = messagesFrom(messages);
const seen = (findings: Finding[]) => findings.map((one) => describeFinding(one, english).seen);

describe('answers that strain a reader', () => {
  it('of 10,000 members', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_none, at) => [`m${at}`, at]));
    expect(withTokens(many)()).toEqual([]);
    const [finding] = judge(jsonAnswer(200, many))();
    expect(finding).toMatchObject({ id: 'TR08' });
    expect(finding?.facts[0]?.length).toBeLessThan(310);
  });

  it('of 10,000 members with one name', () => {
    const body = `{${Array.from({ length: 10_000 }, () => '"a":1').join(',')}}`;
    expect(duplicateMembers(body)).toHaveLength(9999);
    expect(judge(textAnswer(400, body))().filter(({ id }) => id === 'TR05')).toHaveLength(5);
  });

  it.each([1000, 30_000])('of %d levels', (levels) => {
    const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const { expires_in: _none, ...rest } = TOKENS;
    const open = JSON.stringify(rest).slice(0, -1);
    for (const body of [`${open},"expires_in":${deep}}`, `${open},"x":${deep}}`, deep]) {
      expect(judge(textAnswer(200, body))().length).toBeGreaterThan(0);
    }
    const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(duplicateMembers(objects)).toEqual([]);
  });

  it('with a __proto__ of their own', () => {
    const body =
      '{"__proto__":{"error":"invalid_grant"},"access_token":"FAKE","token_type":"Bearer"}';
    const ids = judge(textAnswer(200, body))().map(({ id }) => id);
    expect(ids).not.toContain('TE01');
    expect(({} as Record<string, unknown>).error).toBeUndefined();
  });

  it('in quotes without end', () => {
    expect(duplicateMembers(`{"${'\\"'.repeat(500_000)}":1}`)).toEqual([]);
  });
});

describe('each oddity has a sentence of its own', () => {
  it.each<[string, Finding[], string]>([
    ['an empty body', judge(textAnswer(200, ''))(), 'but empty'],
    ['a list', judge(textAnswer(200, '[]'))(), 'but a JSON list or value'],
    ['SOAP', judge(textAnswer(200, '<soap:Envelope/>'))(), 'but XML or SOAP'],
    ['a page', judge(textAnswer(200, '<!DOCTYPE html><p>'))(), 'but a web page'],
    ['plain text', judge(textAnswer(200, 'OK'))(), 'but plain text'],
    ['half an answer', judge(textAnswer(200, '{"a":'))(), 'but broken JSON'],
    [
      'an answer that was cut',
      judge(textAnswer(200, '{', { cut: true }))(),
      'but a body that was cut',
    ],
    ['SOAP with 400', judge(textAnswer(400, '<a/>'))(), 'The body: XML or SOAP.'],
    ['a token that is a number', withTokens({ access_token: 1 })(), 'JSON type: number'],
    ['a type that is null', withTokens({ token_type: null })(), 'JSON type: null'],
    ['a scope that is a list', withTokens({ scope: ['aisp'] })(), 'JSON type: array'],
    ['a lifetime in a list', withTokens({ expires_in: [[1]] })(), 'expires_in is […].'],
    ['a refresh token that is a number', withTokens({ refresh_token: 1 })(), '"number"'],
  ])('%s', (_what, findings, words) => {
    expect(seen(findings).join('\n')).toContain(words);
  });
});

describe('names that stand twice', () => {
  it.each([
    ['at the top', '{"a":1,\n "a":2}', [{ path: 'a', line: 2, column: 2 }]],
    ['in a list', '{"l":[{"a":1},{"a":1,"a":2}]}', [{ path: 'l.1.a', line: 1, column: 22 }]],
    ['behind a nested object', '{"a":{"b":1},"a":2}', [{ path: 'a', line: 1, column: 14 }]],
    ['nowhere', '{"a":"a","b":["a","a"]}', []],
    ['nowhere in what is no JSON', '<a href="x:y">', []],
  ])('%s', (_where, json, found) => {
    expect(duplicateMembers(json)).toEqual(found);
  });
});

it('never throws, whatever the answer', () => {
  const names = ['access_token', 'token_type', 'expires_in', 'scope', 'refresh_token', 'id_token'];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string().map((tail) => `FAKE§${tail}`),
  );
  const json = fc.dictionary(fc.constantFrom(...names, 'error', '__proto__'), value);
  const body = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    json.map((one) => JSON.stringify(one)),
  );
  const header = fc.tuple(
    fc.constantFrom('content-type', 'retry-after', 'www-authenticate', 'dpop-nonce', 'location'),
    fc.string(),
  );
  const purpose = fc.constantFrom('exchange', 'refresh', 'client_credentials');
  fc.assert(
    fc.property(
      fc.record({
        status: fc.integer({ min: 0, max: 599 }),
        body,
        headers: fc.array(header),
        flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
        purpose,
      }),
      ({ status, body: text, headers, flags: [redirected, cut, badText], purpose: what }) => {
        const answer = textAnswer(status, text, { headers, redirected, cut, badText });
        const findings = judge(answer, {
          purpose: what,
          refreshTokenBefore: 'FAKE-before',
          askedDpop: badText,
          clientAuthentication: 'none',
        })();
        for (const sentence of seen(findings)) expect(typeof sentence).toBe('string');
      },
    ),
  );
});
