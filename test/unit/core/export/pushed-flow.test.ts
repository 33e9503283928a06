import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/cli/english.ts';
import {
  type ExportFormat,
  exportFlow,
  exportFormats,
} from '../../../../src/core/export/export-flow.ts';
import { flowScript } from '../../../../src/core/export/flow-script.ts';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { eventsOf } from '../../../../src/panel/flows/example-flow.fixture.ts';
import {
  answeredFlow,
  calledFlow,
  endsAtMs,
  openedFlow,
  openedObject,
  openedPushed,
  preparedPlainPush,
  preparedProof,
  pushed,
  pushedFlow,
  pushing,
  pushRefused,
  requestUri,
  startedFapi,
} from '../../../../src/panel/flows/pushed-flow.fixture.ts';

const CONTEXT = { say: english, version: '0.1.0' };
const recordOf = (happenings: readonly Happening[]) => ({
  flowId: 'example',
  events: eventsOf(...happenings),
});
const script = (happenings: readonly Happening[], calls?: 'to_make') =>
  flowScript(recordOf(happenings), calls);
const textOf = (happenings: readonly Happening[], format: ExportFormat) =>
  exportFlow(recordOf(happenings), format, CONTEXT)
    .map(({ text }) => text)
    .join('\n');
const names = (happenings: readonly Happening[], calls?: 'to_make') =>
  script(happenings, calls).steps.map((step) => (step.kind === 'call' ? step.name : step.kind));
const sources = (happenings: readonly Happening[]) =>
  script(happenings, 'to_make').variables.map(
    ({ name, source }) => `${name}: ${source.kind === 'answer' ? source.call : source.kind}`,
  );

describe('a pushed flow as a script', () => {
  it('has the push as its first step, and a call once that is to be made once', () => {
    expect(names(calledFlow)).toEqual([
      'push',
      'authorization',
      'exchange',
      'exchange_2',
      'accounts',
    ]);
    expect(names(calledFlow, 'to_make')).toEqual(['push', 'authorization', 'exchange', 'accounts']);
  });

  it('hands the request_uri on, and asks for what is signed anew', () => {
    expect(sources(calledFlow)).toEqual([
      'request_object: request_object',
      'client_assertion: assertion',
      'request_uri: push',
      'authorization_code: redirect',
      'dpop_proof: proof',
      'code_verifier: person',
      'access_token: exchange',
      'dpop_proof_2: proof',
    ]);
  });

  it('makes state and challenge anew for a push of plain parameters', () => {
    const plain = [startedFapi(), preparedPlainPush('p'), pushed('p'), openedPushed()];
    expect(sources(plain)).toEqual([
      'state: fresh',
      'client_assertion: assertion',
      'request_uri: push',
      'authorization_code: redirect',
      'code_challenge: challenge',
    ]);
  });

  it('opens the request that was pushed last', () => {
    const again = 'urn:ietf:params:oauth:request_uri:made-up-reference-2';
    const flow = [
      ...openedFlow,
      { ...preparedPlainPush('q') },
      pushed('q', again, endsAtMs + 90_000),
      openedPushed('new_tab', again),
    ];
    expect(names(flow)).toEqual(['push', 'push_2', 'authorization']);
    const opening = script(flow).steps[2]?.request.query.find(({ name }) => name === 'request_uri');
    expect(opening?.value).toEqual([{ variable: 'request_uri_2' }]);
  });
});

describe('files of a pushed flow', () => {
  it.each(exportFormats)('hold nothing that is to be signed anew: %s', (format) => {
    expect(textOf(calledFlow, format)).not.toMatch(/eyJ[\w-]{8}/);
    expect(textOf([startedFapi(), openedObject()], format).length).toBeGreaterThan(0);
  });

  it.each([
    ['curl', 'REQUEST_URI=$(member'],
    ['fetch', "values.request_uri = answer.json?.['request_uri']"],
    ['http', "client.global.set('request_uri'"],
    ['postman', "pm.collectionVariables.set('request_uri'"],
    ['bruno', "bru.setVar('request_uri'"],
    ['playwright', "values.request_uri = answer.json?.['request_uri']"],
  ] as const)('bring the request_uri to the page that is opened: %s', (format, line) => {
    const text = textOf(calledFlow, format);
    expect(text).toContain(line);
    expect(text).not.toContain(encodeURIComponent(requestUri));
  });

  it.each(['curl', 'fetch', 'http', 'postman', 'bruno', 'playwright'] as const)(
    'say what has to be signed anew: %s',
    (format) => {
      const text = textOf(calledFlow, format);
      expect(text).toContain('The request object stands for the recorded request only');
      expect(text).toContain('Its claims: iss, aud, iat,');
      expect(text).toContain('The DPoP proof is good for this one request');
    },
  );

  it('take the code out of an answer that is a JWT', () => {
    const claims = Buffer.from(JSON.stringify({ code: 'made-up/code+1' })).toString('base64url');
    const text = textOf(answeredFlow, 'curl');
    const [, reading = ''] = /(claims\(\) \{[\s\S]*?\n\})/.exec(text) ?? [];
    const [, member = ''] = /(member\(\) \{[\s\S]*?\n\})/.exec(text) ?? [];
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.startsWith('  case $AUTHORIZATION_CODE in'));
    const taking = lines.slice(at, lines.indexOf('  esac', at) + 1).join('\n');
    const given = `AUTHORIZATION_CODE='https://app.example/cb?response=e30.${claims}.made-up'`;
    const { stdout, stderr } = spawnSync('bash', [
      '-c',
      `${reading}\n${member}\n${given}\n${taking}\nprintf %s "$AUTHORIZATION_CODE"`,
    ]);
    expect(`${stderr}${stdout}`).toBe('made-up/code+1');
    expect(textOf(answeredFlow, 'fetch')).toContain("parameters.get('response')");
    expect(textOf(answeredFlow, 'playwright')).toContain("redirect.get('response')");
    expect(textOf(answeredFlow, 'postman')).toContain('(?:^|&)response=');
  });

  it('tell in a report what the request object and the proof said', () => {
    const text = textOf(calledFlow, 'markdown');
    expect(text).toContain('"typ": "oauth-authz-req+jwt"');
    expect(text).toContain('"typ": "dpop+jwt"');
    expect(text).toContain('The bank only asked for its nonce');
  });
});

describe('test results of a pushed flow', () => {
  const failures = (happenings: readonly Happening[]) =>
    [...textOf(happenings, 'junit').matchAll(/<failure message="([^"]*)"/g)].map(
      ([, text]) => text,
    );

  it('count a call that the bank wants to have again as no failure', () => {
    expect(failures(calledFlow)).toEqual([]);
    expect(textOf(calledFlow, 'junit')).toContain('The bank only asked for its nonce');
  });

  it('count a refused push as one', () => {
    expect(failures([...pushing, pushRefused('p')])).toHaveLength(1);
    expect(failures(pushedFlow)).toEqual([]);
    expect(failures([...answeredFlow, preparedProof('1')])).toHaveLength(1);
  });
});
