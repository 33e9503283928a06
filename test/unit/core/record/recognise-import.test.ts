import { describe, expect, it } from 'vitest';
import { writeFlowFile } from '../../../../src/core/record/flow-file.ts';
import { recogniseImport } from '../../../../src/core/record/recognise-import.ts';
import { record, started } from '../../../fixtures/happenings.ts';

const flows = writeFlowFile([{ flowId: 'f1', events: record(started()) }]);
const json = JSON.stringify;

describe('what can be imported', () => {
  it.each([
    ['a flow record file', flows, 'flow_file'],
    ['one with a mark before it', `\uFEFF${flows}`, 'flow_file'],
    ['one of a later version', json({ format: 'psd2-oauth-flow', version: 99 }), 'flow_file'],
    ['an HTTP archive', json({ log: { version: '1.2', entries: [{}] } }), 'har'],
    [
      'a Postman collection',
      json({ info: { schema: 'https://schema.getpostman.com/x' } }),
      'postman',
    ],
    ['a Postman block', json({ auth: { type: 'oauth2', oauth2: [] } }), 'postman'],
    ['a block alone', json({ type: 'oauth2', oauth2: [] }), 'postman'],
    ['a bank profile', json({ extends: 'oidc', id: 'mine' }), 'profile'],
    ['a list of profiles', json([{ extends: 'oidc', id: 'mine' }]), 'profile'],
    ['a command', 'curl -X POST https://bank.example/token', 'curl'],
    ['a command of a prompt', '$ curl.exe https://bank.example/token', 'curl'],
    [
      'an authorization URL',
      'https://bank.example/a?response_type=code&client_id=x',
      'authorization_url',
    ],
    ['another JSON', json({ access_token: 'FAKE' }), 'unknown'],
    ['a redirect', 'https://tpp.example/cb?code=FAKE&state=x', 'unknown'],
    ['nothing', '', 'unknown'],
  ])('%s is told', (_what, text, kind) => {
    expect(recogniseImport(text).kind).toBe(kind);
  });

  it('broken JSON is told with its place', () => {
    expect(recogniseImport('{\n  "log": {,\n')).toEqual({
      kind: 'broken_json',
      fault: 'broken_json',
      place: { line: 2, column: 11 },
    });
    expect(recogniseImport('{"log": {')).toMatchObject({ fault: 'json_cut_off' });
  });
});
