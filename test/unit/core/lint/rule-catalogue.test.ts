import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../../../_locales/en/messages.json' with { type: 'json' };
import { describeFinding } from '../../../../src/core/lint/describe-finding.ts';
import { isKnownError } from '../../../../src/core/lint/error-codes.ts';
import { type Finding, hasError, sortFindings } from '../../../../src/core/lint/finding.ts';
import type { Rule } from '../../../../src/core/lint/rule.ts';
import { messagesFrom } from '../../../../src/core/messages.ts';

const lintFolder = new URL('../../../../src/core/lint/', import.meta.url);
const engineFolder = new URL('../../../../src/engine/', import.meta.url);
const files = readdirSync(new URL('rules/', lintFolder)).filter((file) => file.endsWith('.ts'));
const keys = Object.keys(messages);
const ofRules = keys.filter((key) => /^[A-Z]{2}\d\d_/.test(key));

/** Every rule of the folder, by its file. */
const rules = new Map<string, Rule<never>>();
for (const file of files) {
  const exports: object = await import(new URL(`rules/${file}`, lintFolder).href);
  const found = Object.values(exports).filter(isRule);
  const [rule] = found;
  if (!rule || found.length > 1) throw new Error(`${file} must hold one rule`);
  rules.set(file, rule);
}

function isRule(value: unknown): value is Rule<never> {
  return typeof value === 'object' && value !== null && 'check' in value && 'slug' in value;
}

describe('every rule', () => {
  it.each([...rules])('%s is named by its slug and has an id of its own', (file, rule) => {
    expect(file).toBe(`${rule.slug}.ts`);
    expect(rule.id).toMatch(/^[A-Z]{2}\d\d$/);
    expect([...rules.values()].filter(({ id }) => id === rule.id)).toHaveLength(1);
    expect(rule.source).not.toBe('');
    expect(['error', 'warn', 'info']).toContain(rule.severity);
    expect(['you', 'bank', 'extension']).toContain(rule.actor);
  });

  it.each([...rules])('%s has its three sentences', (_file, { id }) => {
    for (const part of ['seen', 'expected', 'fix']) expect(keys).toContain(`${id}_${part}`);
  });

  it.each([...rules])('%s knows no bank, platform or standard but by its profile', (file) => {
    const source = readFileSync(new URL(`rules/${file}`, lintFolder), 'utf8');
    const own = source.replace(/^import .*$|slug: '.*'|export const \w+/gm, '');
    expect(own).not.toMatch(/89c3|bpce|open.?payments|\bstet\b|berlin|\.standard\b|\.dialect\b/i);
    expect(own).not.toMatch(/profile\??\.(id|group) ===|https?:\/\/\w/);
  });

  it('is asked by some entry point', () => {
    const sources = [lintFolder, engineFolder].flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(new URL(file, folder), 'utf8')),
    );
    for (const file of files) expect(sources.join()).toContain(`/rules/${file}`);
  });
});

describe('the message catalogue', () => {
  it('has no sentence of a rule that is not there', () => {
    const ids = new Set([...rules.values()].map(({ id }) => id));
    expect(ofRules.filter((key) => !ids.has(key.slice(0, 4)))).toEqual([]);
    expect(ofRules.filter((key) => !/^.{4}_(seen|expected|fix)$/.test(key))).toEqual([]);
  });

  it('has keys that Chrome takes, different in more than case', () => {
    expect(keys.filter((key) => !/^\w+$/.test(key))).toEqual([]);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
  });

  it('writes its sentences about findings and failures in sentence case, without pleading', () => {
    const own = keys.filter((key) => ofRules.includes(key) || /^(failure|error)_/.test(key));
    for (const key of own) {
      const message = messages[key as keyof typeof messages].message;
      expect(message, key).not.toMatch(/please|sorry|oops|!/i);
      expect(message, key).toMatch(/[.?]$|^\$\d$/);
      expect(message, key).not.toMatch(/\$\$|\$0|\$[A-Z]/);
    }
  });

  it('has a sentence for every error code that OAuth defines', () => {
    const codes = [
      ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client'],
      ...['unsupported_grant_type', 'unsupported_response_type', 'invalid_scope'],
      ...['access_denied', 'server_error', 'temporarily_unavailable'],
      ...['login_required', 'consent_required', 'interaction_required'],
      ...['use_dpop_nonce', 'invalid_dpop_proof', 'unsupported_token_type'],
    ];
    expect(codes.filter((code) => !isKnownError(code))).toEqual([]);
    expect(isKnownError('toString')).toBe(false);
  });
});

describe('a finding in words', () => {
  const english = messagesFrom(messages);
  const finding = (change: Partial<Finding>): Finding => ({
    id: 'TE01',
    slug: 'token-error-known',
    severity: 'error',
    actor: 'you',
    source: 'RFC 6749 §5.2',
    facts: ['invalid_grant', '400', 'code expired'],
    ...change,
  });

  it('says what the error code means beside the bank’s words', () => {
    expect(describeFinding(finding({}), english)).toEqual({
      id: 'TE01',
      slug: 'token-error-known',
      severity: 'error',
      seen: 'The bank answered "invalid_grant" with status 400. Its words: "code expired".',
      expected: 'Tokens.',
      actor: 'you',
      fix: messages.error_invalid_grant.message,
      source: 'RFC 6749 §5.2',
    });
  });

  it.each([
    ['AP16', ['access_denied', ''], messages.error_access_denied.message],
    ['TE01', ['bad_day', '400', ''], messages.error_unknown.message],
    ['TE01', ['toString', '400', ''], messages.error_unknown.message],
  ])('%s of %j advises by the code', (id, facts, fix) => {
    expect(describeFinding(finding({ id, facts }), english).fix).toBe(fix);
  });

  it('does not read places in the bank’s own words', () => {
    const { seen } = describeFinding(finding({ facts: ['x', '400', '$1 $$ {{2}}'] }), english);
    expect(seen).toBe('The bank answered "x" with status 400. Its words: "$1 $$ {{2}}".');
  });

  it('comes errors first, in the order found within each severity', () => {
    const list = (['info', 'error', 'warn', 'error'] as const).map((severity, at) =>
      finding({ severity, slug: String(at) }),
    );
    expect(sortFindings(list).map(({ slug }) => slug)).toEqual(['1', '3', '2', '0']);
    expect(hasError(list)).toBe(true);
    expect(hasError(list.filter(({ severity }) => severity !== 'error'))).toBe(false);
  });
});

it('throws for a message that is not there, since that is our own fault', () => {
  expect(() => messagesFrom({})('extName')).toThrow(/no message "extName"/);
});
