import { describe, expect, it } from 'vitest';
import { english } from '../../../../../src/cli/english.ts';
import {
  LARGEST_FILE,
  readProfileFiles,
} from '../../../../../src/core/banks/import/read-profile-files.ts';
import { describeProfileFault } from '../../../../../src/core/banks/profile-fault.ts';
import { catalogue } from '../../../../fixtures/catalogue.ts';

const MINE = { id: 'mine', extends: 'oidc' };

function faultsOf(text: string) {
  const read = readProfileFiles(text, catalogue);
  return read.ok ? [] : read.error;
}

/** Faults as `line:column path kind`. */
function brief(text: string): string[] {
  return faultsOf(text).map(
    ({ line, column, path, kind }) => `${line}:${column} ${path.join('.')} ${kind}`,
  );
}

/** A file of one profile with more members, one a line. */
function mine(...members: string[]): string {
  return ['{', ['"id": "mine"', '"extends": "oidc"', ...members].join(',\n'), '}'].join('\n');
}

describe('a file', () => {
  it('is one profile', () => {
    expect(readProfileFiles(JSON.stringify(MINE), catalogue)).toMatchObject({
      ok: true,
      value: { files: { mine: MINE }, profiles: [{ id: 'mine', standard: 'oidc' }] },
    });
  });

  it('is a list of profiles, which may inherit from each other in any order', () => {
    const read = readProfileFiles(
      JSON.stringify([
        { id: 'child', extends: 'base', label: 'Child' },
        { id: 'base', abstract: true, extends: 'oidc', group: 'Base bank', label: 'Base' },
        { id: 'grandchild', extends: 'child' },
      ]),
      catalogue,
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        profiles: [
          { id: 'child', group: 'Base bank', label: 'Child' },
          { id: 'grandchild', group: 'Base bank', label: 'Child' },
        ],
      },
    });
    expect(read.ok && Object.keys(read.value.files)).toEqual(['child', 'base', 'grandchild']);
  });

  it('comes back as plain objects that can be written and read again', () => {
    const text = JSON.stringify({ ...MINE, refresh: null, scope: { values: ['a', 'b'] } });
    const read = readProfileFiles(text, catalogue);
    const file = read.ok ? read.value.files.mine : undefined;
    expect(JSON.stringify(file)).toBe(text);
    expect(Object.getPrototypeOf(file)).toBe(Object.prototype);
  });

  it('may begin with a byte order mark', () => {
    expect(readProfileFiles(`\uFEFF${JSON.stringify(MINE)}`, catalogue).ok).toBe(true);
    expect(brief(`\uFEFF{"id":"mine","extends":"x"}`)).toEqual(['1:14 extends no_such_parent']);
  });

  it('may name its JSON Schema', () => {
    expect(faultsOf(mine('"$schema": "./bank-profile.schema.json"'))).toEqual([]);
  });

  it('is refused whole for one fault in one of its profiles', () => {
    const read = readProfileFiles(
      JSON.stringify([MINE, { id: 'other', extends: 'oidc', colour: 'red' }]),
      catalogue,
    );
    expect(read).toMatchObject({ ok: false, error: [{ id: 'other', kind: 'unknown_field' }] });
  });
});

describe('a practice environment', () => {
  const read = (endpoint: string, change: object = {}) =>
    faultsOf(
      JSON.stringify({
        ...MINE,
        variables: { authorizationUrl: null, tokenUrl: null, apiUrl: null },
        ...change,
        environments: {
          sandbox: {
            kind: 'practice',
            endpoints: {
              authorizationEndpoint: endpoint,
              tokenEndpoint: endpoint,
              apiBase: endpoint,
            },
          },
        },
      }),
    ).map(({ kind }) => kind);
  const bank = (value: string) => ({
    variables: { bank: { label: 'B', options: [{ key: 'b', value, label: 'B' }] } },
  });

  it.each([
    ['http://localhost:1/x'],
    ['http://a.b.localhost'],
    ['http://127.0.0.1:8080/x'],
    ['http://[::1]:8080/x'],
  ])('may be at %s', (endpoint) => {
    expect(read(endpoint)).toEqual([]);
  });

  it.each([
    ['https://evil.example'],
    ['http://localhost.evil.example'],
    ['http://localhost:1@evil.example'],
    ['http://evil.example/.localhost'],
  ])('must not be at %s', (endpoint) => {
    expect(new Set(read(endpoint))).toEqual(new Set(['practice_not_local']));
  });

  it('must not leave this computer by an option or a request of its own', () => {
    expect(read('http://{bank}.localhost', bank('b1'))).toEqual([]);
    expect(read('http://{bank}.localhost', bank('evil.example/'))).toContain('practice_not_local');
    expect(read('http://localhost:{bank}', bank('x@evil.example'))).toContain('practice_not_local');
    expect(read('{bank}', bank('https://evil.example'))).toContain('practice_not_local');
    const requests = { api: { url: 'https://evil.example' } };
    expect(read('http://localhost', { requests })).toEqual(['practice_not_local']);
  });
});

describe('the place of a fault', () => {
  it.each<[string, string, string[]]>([
    ['is the member', mine('"pkce": "maybe"'), ['4:1 pkce not_one_of']],
    [
      'is deep inside where the fault is',
      mine('"requests": {\n "api": {\n  "url": "ftp://x"}}'),
      ['6:3 requests.api.url not_web_address'],
    ],
    [
      'is the position in a list',
      mine('"sources": [\n {"title": "a", "confidence": "sure"}]'),
      ['5:17 sources.0.confidence not_one_of'],
    ],
    [
      'is the member around what is missing',
      mine('"variables": {"a":\n {}}'),
      ['4:15 variables.a.label missing_field'],
    ],
    [
      'is the name of the parent, for what only the parent says',
      mine('"clientId": null'),
      ['4:1 clientId missing_field'],
    ],
    [
      'is `extends`, where the own text says nothing of it',
      '{"id": "mine",\n "extends": "dialect-oauth"}',
      [
        ...['group', 'label', 'standard', 'dialect', 'service', 'environments', 'clientId'],
        ...['scope.default', 'scope.values', 'grants', 'sources'],
      ].map((path) => `2:2 ${path} missing_field`),
    ],
    [
      'is the start, where nothing is inherited',
      '\n {"id": "mine", "countries": []}',
      expect.arrayContaining(['2:2 group missing_field', '2:2 sources missing_field']),
    ],
    [
      'counts CR LF as one end of a line',
      '{\r\n"id": "oidc"\r\n}',
      expect.arrayContaining(['2:1 id id_shipped']),
    ],
    ['counts CR alone too', '{\r"id": "oidc"\r}', expect.arrayContaining(['2:1 id id_shipped'])],
    [
      'counts a character outside of the plane as editors do',
      '{"😀": 1, "id": 1}',
      expect.arrayContaining(['1:11 id wrong_type']),
    ],
  ])('%s', (_where, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it('is in the parent, if that stands in the same text, and told once', () => {
    const text = [
      '[{"id": "a", "extends": "base"},',
      ' {"id": "b", "extends": "base"},',
      ' {"id": "base", "abstract": true, "extends": "oidc",',
      '  "calls": ["nobody"]}]',
    ].join('\n');
    expect(brief(text)).toEqual(['4:13 calls.0 no_such_request']);
  });

  it('comes with the id of the profile', () => {
    const [fault] = faultsOf(mine('"pkce": 1'));
    expect(fault).toEqual({
      id: 'mine',
      path: ['pkce'],
      kind: 'not_one_of',
      facts: ['required, supported, undocumented'],
      line: 4,
      column: 1,
    });
  });

  it('does without an id where there is none', () => {
    const [fault] = faultsOf('{"extends": "oidc"}');
    expect(fault).toEqual({
      path: ['id'],
      kind: 'missing_field',
      facts: ['id'],
      line: 1,
      column: 1,
    });
  });
});

describe('ids', () => {
  it.each<[string, string, string[]]>([
    ['one of its own is needed', '{"extends": "oidc"}', ['1:1 id missing_field']],
    ['a shipped one is taken', '{"id": "oidc", "extends": "oidc"}', ['1:2 id id_shipped']],
    [
      'a shipped dialect is taken',
      '{"id": "dialect-oauth", "extends": "oidc"}',
      ['1:2 id id_shipped'],
    ],
    [
      'two profiles of a file have two',
      '[{"id": "a", "extends": "oidc"},\n{"id": "a", "extends": "oidc"}]',
      ['2:2 id id_twice'],
    ],
    ['one is a text', '{"id": 3, "extends": "oidc"}', ['1:2 id wrong_type']],
    ['one has small letters', '{"id": "My Bank", "extends": "oidc"}', ['1:2 id not_matching']],
    [
      'one is not the name of a constructor',
      '{"id": "constructor", "extends": "oidc"}',
      ['1:2 id forbidden_name'],
    ],
    ['one is not a prototype', '{"id": "__proto__", "extends": "oidc"}', ['1:2 id forbidden_name']],
  ])('%s', (_rule, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it('that is shipped: the sentence says what to do', () => {
    const [fault] = faultsOf('{"id": "oidc", "extends": "oidc"}');
    expect(fault && describeProfileFault(fault, english)).toBe(
      'id: a profile with the id "oidc" ships with this tool. Choose another id.',
    );
  });
});

describe('a hostile or broken file', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  it.each<[string, string, string[]]>([
    ['nothing at all', '', ['1:1  json_cut_off']],
    ['no profile', '[]', ['1:1  nothing_to_import']],
    [
      'only abstract ones',
      '{"id": "a", "abstract": true, "extends": "oidc"}',
      ['1:1  nothing_to_import'],
    ],
    ['a number', '3', ['1:1  wrong_type']],
    ['a list of texts', '["a",\n"b"]', ['1:2  wrong_type', '2:1  wrong_type']],
    ['a list in a list', '[[{"id": "mine", "extends": "oidc"}]]', ['1:2  wrong_type']],
    ['text that is no JSON', 'hello', ['1:1  broken_json']],
    ['HTML', '<!doctype html>\n<p>', ['1:1  broken_json']],
    ['a comment', '{\n// mine\n"id": "mine"}', ['2:1  json_comment']],
    ['a block comment', '{"id": /* mine */ "mine"}', ['1:8  json_comment']],
    ['a trailing comma', '{"id": "mine",\n}', ['1:14  json_trailing_comma']],
    ['a trailing comma in a list', mine('"calls": ["api", ]'), ['4:16  json_trailing_comma']],
    ['single quotes', "{'id': 'mine'}", ['1:2  broken_json']],
    ['a name without quotes', '{id: "mine"}', ['1:2  broken_json']],
    ['a forgotten comma', '{"id": "mine"\n"extends": "oidc"}', ['2:1  broken_json']],
    ['a text cut off', '{"id": "mi', ['1:8  json_cut_off']],
    ['an object cut off', '{"id": "mine"', ['1:14  json_cut_off']],
    ['something behind the end', `${JSON.stringify(MINE)} {}`, ['1:32  broken_json']],
    ['a control character', '{"id": "mi\u0000ne"}', ['1:8  broken_json']],
    ['NaN', '{"id": NaN}', ['1:8  broken_json']],
    ['2 MB', `{"id": "${'x'.repeat(2 * 1024 * 1024)}"}`, ['1:1  too_large']],
    [
      'many bytes in few characters',
      `{"id": "${'😀'.repeat(LARGEST_FILE / 4)}"}`,
      ['1:1  too_large'],
    ],
    ['10 000 levels', deep(10_000), ['1:33  too_deep']],
    ['10 000 levels that are never closed', '{"a":'.repeat(10_000), ['1:161  too_deep']],
    [
      'levels behind a quotation mark in a comment',
      `/*"*/${'['.repeat(10_000)}`,
      ['1:1  json_comment'],
    ],
    ['300 profiles', JSON.stringify(Array.from({ length: 300 }, () => MINE)), ['1:1  too_many']],
    ['an unknown field', mine('"colour": "red"'), ['4:1 colour unknown_field']],
    ['a doubled member', mine('"label": "a"', '"label": "b"'), ['5:1 label duplicate_member']],
    [
      'a doubled id',
      '{"id": "oidc", "extends": "oidc", "id": "mine"}',
      ['1:2 id id_shipped', '1:35 id duplicate_member'],
    ],
    [
      'a doubled member inside a list',
      mine('"calls": []', '"sources": [{"title": "a", "title": "b", "confidence": "documented"}]'),
      ['5:28 sources.0.title duplicate_member'],
    ],
    [
      '__proto__ at the top',
      mine('"__proto__": {"polluted": true}'),
      ['4:1 __proto__ forbidden_name'],
    ],
    ['an escaped __proto__', mine('"\\u005f_proto__": {}'), ['4:1 __proto__ forbidden_name']],
    [
      '__proto__ inside',
      mine('"requests": {"__proto__": {"polluted": true}}'),
      ['4:14 requests.__proto__ forbidden_name'],
    ],
    [
      'constructor.prototype',
      mine('"scope": {"constructor": {"prototype": {}}}'),
      ['4:11 scope.constructor forbidden_name', '4:27 scope.constructor.prototype forbidden_name'],
    ],
    [
      'a parent called __proto__',
      '{"id": "mine", "extends": "__proto__"}',
      ['1:16 extends no_such_parent'],
    ],
    [
      'a parent that is an object',
      '{"id": "mine", "extends": {"toString": 1}}',
      ['1:16 extends wrong_type'],
    ],
    [
      'a child of that',
      '[{"id": "a", "extends": {"toString": 1, "valueOf": 1}}, {"id": "b", "extends": "a"}]',
      ['1:14 extends wrong_type'],
    ],
    [
      'an endless line of parents',
      '[{"id": "a", "extends": "b"}, {"id": "b", "extends": "a"}]',
      ['1:14 extends endless_parents', '1:43 extends endless_parents'],
    ],
    ['abstract as a text', mine('"abstract": "yes"'), ['4:1 abstract wrong_type']],
    ['$schema as a number', mine('"$schema": 1'), ['4:1 $schema wrong_type']],
    [
      'requests by names of Object',
      mine(
        '"grants": {"authorization_code": ["toString", "exchange"]}',
        '"calls": ["constructor"]',
        '"refresh": "valueOf"',
      ),
      [
        '4:35 grants.authorization_code.0 no_such_request',
        '5:11 calls.0 no_such_request',
        '6:12 refresh no_such_request',
      ],
    ],
    ['half a character', mine('"label": "\\ud83d"'), ['4:10 label bad_text']],
    [
      'half a character in a name',
      mine('"requests": {"\\ude00": null}'),
      ['4:14 requests.\ude00 bad_text'],
    ],
    [
      'a javascript: endpoint',
      mine('"environments": {"sandbox": {"endpoints": {"tokenEndpoint": "javascript:alert(1)"}}}'),
      ['4:44 environments.sandbox.endpoints.tokenEndpoint not_web_address'],
    ],
    [
      'an option that makes an address of javascript:',
      mine(
        '"variables": {"tokenUrl": {"options": [{"key": "javascript:alert(1)", "label": "a"}]}}',
      ),
      ['4:41 variables.tokenUrl.options.0.key not_web_address'],
    ],
    [
      'an option that sets one',
      mine(
        '"variables": {"tokenUrl": null, "bank": {"label": "b", "options": [{"key": "b", "label": "b", "sets": {"tokenUrl": "data:,x"}}]}}',
      ),
      ['4:104 variables.bank.options.0.sets.tokenUrl not_web_address'],
    ],
    [
      'a javascript: redirect URI',
      mine('"environments": {"sandbox": {"defaults": {"redirectUri": " JavaScript:alert(1)"}}}'),
      ['4:43 environments.sandbox.defaults.redirectUri script_address'],
    ],
    [
      'a catastrophic pattern',
      mine('"clientId": {"pattern": "^(a+)+$"}'),
      ['4:14 clientId.pattern bad_pattern'],
    ],
    [
      'one with the repetition further inside',
      mine('"clientId": {"pattern": "^((a+)b?)+$"}'),
      ['4:14 clientId.pattern bad_pattern'],
    ],
    [
      'one with alternatives',
      mine('"variables": {"apiUrl": {"pattern": "(a|aa)+"}}'),
      ['4:26 variables.apiUrl.pattern bad_pattern'],
    ],
    [
      'one of 10 000 characters',
      mine(`"clientId": {"pattern": "${'a'.repeat(10_000)}"}`),
      ['4:14 clientId.pattern bad_pattern'],
    ],
    [
      'wrong types everywhere',
      mine('"group": 1', '"countries": {}', '"variables": []', '"unattendedReads": "4"'),
      [
        '4:1 group wrong_type',
        '5:1 countries wrong_type',
        '6:1 variables wrong_type',
        '7:1 unattendedReads wrong_type',
      ],
    ],
    [
      'text, form and parent faults together',
      '{"id": "oidc", "extends": "nobody", "a": 1, "a": 2}',
      ['1:2 id id_shipped', '1:16 extends no_such_parent', '1:45 a duplicate_member'],
    ],
  ])('with %s is refused', (_what, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it('leaves every prototype alone', () => {
    brief(
      '{"id": "mine", "extends": "oidc", "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    [
      'unknown members',
      `{"id": "mine", "extends": "oidc", ${Array.from({ length: 20_000 }, (_, at) => `"m${at}": 1`).join()}}`,
      20_000,
    ],
    [
      'doubled members',
      `{"id": "mine", "extends": "oidc", ${Array.from({ length: 20_000 }, () => '"label": ""').join()}}`,
      19_999,
    ],
    ['ends of lines', `{"id": "mine", "extends": "x"${'\n'.repeat(500_000)}}`, 1],
    ['quotation marks', '"'.repeat(500_000), 1],
    ['escapes', `"${'\\"'.repeat(250_000)}`, 1],
  ])(
    'is read in a moment, even with very many %s',
    (_what, text, count) => {
      const start = performance.now();
      expect(faultsOf(text)).toHaveLength(count);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
    30_000,
  );

  it('has a sentence for each of its faults', () => {
    const sentences = faultsOf('{"id": "oidc", "extends": "nobody", "a": 1, "a": 2}').map((fault) =>
      describeProfileFault(fault, english),
    );
    expect(sentences).toEqual([
      'id: a profile with the id "oidc" ships with this tool. Choose another id.',
      'extends: there is no profile "nobody" to inherit from.',
      'a: "a" stands here a second time.',
    ]);
  });
});
