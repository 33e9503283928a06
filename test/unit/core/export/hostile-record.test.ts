import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import {
  type ExportFormat,
  exportFlow,
  exportFormats,
} from '../../../../src/core/export/export-flow.ts';
import type { FlowEvent, Happening } from '../../../../src/core/flow/flow-event.ts';
import { answered, prepared, record, sent, started } from '../../../fixtures/happenings.ts';
import { planFor } from '../../engine/plans.ts';

const CONTEXT = { say: english, version: '0.1.0' };
const INJECTED = 'INJECTED';
/** Each line begins what some format would run, were it to begin a line of the file. */
const LINES = [
  '',
  '}',
  `script:pre-request { ${INJECTED} }`,
  `### ${INJECTED}`,
  `> {% ${INJECTED} %}`,
  `$(${INJECTED})`,
  `*/ ${INJECTED}`,
  '```',
].join('\n');
const EVERYTHING = `'"\`\${${INJECTED}}$(${INJECTED})\\{{${INJECTED}()}}${LINES}`;

function hostileRecord() {
  const plan = planFor('practice-bpce-aisp');
  const profile = { ...plan.profile, redirectAnswer: { mode: 'query' as const, code: EVERYTHING } };
  const happenings: Happening[] = [
    { kind: 'started', plan: { ...plan, profile }, bank: EVERYTHING, secrets: [], findings: [] },
    { kind: 'opened', how: 'new_tab', url: `https://bank.example/${EVERYTHING}?state={{path#00}}` },
    {
      kind: 'call_prepared',
      callId: '1',
      purpose: 'exchange',
      name: EVERYTHING,
      request: {
        method: 'POST',
        url: `https://bank.example/token${EVERYTHING}`,
        headers: [
          ['Content-Type', 'application/json'],
          [`X-${EVERYTHING}`, `${EVERYTHING} {{aws_secret_access_key#01}}`],
        ],
        parameters: [],
        body: JSON.stringify({ a: EVERYTHING }) + LINES,
      },
      findings: [],
    },
    { kind: 'call_sent', callId: '1' },
  ];
  const events = happenings.map(
    (happening, sequence): FlowEvent => ({
      flowId: 'hostile',
      sequence,
      atMs: sequence,
      happening,
    }),
  );
  return { flowId: 'hostile', events };
}

function textOf(format: ExportFormat): string {
  const files = exportFlow(hostileRecord(), format, CONTEXT);
  return files.map(({ text }) => text).join('\n');
}

describe('a record that somebody made to be run', () => {
  const OF_LINES = ['http', 'bruno', 'postman'] as const;

  it.each(OF_LINES)('begins no line of its own: %s', (format) => {
    const text = textOf(format);
    expect(text).toContain(INJECTED);
    const begun = /^\s*(script:|###|> \{%|\$\(|\*\/).*INJECTED/;
    expect(text.split('\n').filter((line) => begun.test(line))).toEqual([]);
  });

  it.each(OF_LINES)('has no braces that are filled: %s', (format) => {
    expect(textOf(format)).not.toContain(`{{${INJECTED}`);
  });

  it.each([
    ['curl', 'bash', ['-c'], String.raw`curl() { printf 'HTTP/1.1 200\r\n\r\n{}\n200'; }`],
    [
      'fetch',
      'node',
      ['--input-type=module', '-e'],
      `globalThis.fetch = async () => new Response('{}');`,
    ],
  ] as const)('runs nothing of it: %s', (format, program, words, bank) => {
    const given = { AUTHORIZATION_CODE: 'FAKE', SECRET: 'FAKE', SECRET_2: 'FAKE' };
    const ran = spawnSync(program, [...words, `${bank}\n${textOf(format)}`], {
      env: { ...process.env, ...given },
      encoding: 'utf8',
    });
    // Were anything of it run, it would not be found.
    expect([ran.stdout, ran.stderr, ran.status]).toEqual(['exchange: 200 (-)\n', '', 0]);
  });

  it('runs nothing that a header is called', () => {
    const plan = planFor('practice-bpce-aisp');
    const [name = '', template] = Object.entries(plan.profile.requests)[0] ?? [];
    if (!template) throw new Error('no request');
    const path = `x//;1e echo ${INJECTED} >&2 #`;
    const captures = [{ name: 'consentId', from: 'header' as const, path, label: '' }];
    const requests = { ...plan.profile.requests, [name]: { ...template, captures } };
    const call = (callId: string, address: string): Happening[] => [
      {
        ...prepared(callId, 'api'),
        name,
        request: { ...prepared(callId, 'api').request, url: address },
      },
      sent(callId),
      answered(callId, 'api_ok'),
    ];
    const events = record(
      { ...started(), plan: { ...plan, profile: { ...plan.profile, requests } } },
      ...call('1', 'https://bank.example/consents'),
      { kind: 'captured', by: 'bank', values: { consentId: 'consent-1' } },
      ...call('2', 'https://bank.example/consents/consent-1'),
    );
    const [file] = exportFlow({ flowId: 'hostile', events }, 'curl', CONTEXT);
    const bank = String.raw`curl() { printf 'HTTP/1.1 200\r\nX: y\r\n\r\n{}\n200'; }`;
    const ran = spawnSync('bash', ['-c', `${bank}\n${file?.text}`], { encoding: 'utf8' });
    expect(ran.stdout).toContain('200 (200)');
    expect(ran.stderr).toBe('');
  });

  it.each(exportFormats)('reads no variable of the shell’s own: %s', (format) => {
    expect(textOf(format)).not.toMatch(/\$\{?(PATH|AWS)|env\.(PATH|AWS)|\{\{(path|aws)_?\w*\}\}/);
  });
});
