import { JSONStringifyExtension, parse, stringify, stripSourceMap } from '@puppeteer/replay';
import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { readFlowFile, writeFlowFile } from '../../../../src/core/record/flow-file.ts';
import {
  flowsFromRecording,
  type RecordingMeans,
} from '../../../../src/core/record/flow-from-recording.ts';
import { planOf } from '../../../fixtures/profiles.ts';
import {
  authorizationUrl,
  RECORDED_SECRETS,
  REDIRECT_URI,
  recordingOf,
  wholeJourney,
} from '../../../fixtures/recordings.ts';

const ENDPOINT = 'https://bank.example/oauth/authorize';
const startedAtMs = Date.UTC(2026, 10, 21, 12);

const means: RecordingMeans = {
  startedAtMs,
  flowId: (at) => `recorded-${at}`,
  fingerprint: async (value) => value.length.toString(16).padStart(8, '0'),
  recognise: () => undefined,
  plan: ({ clientId, redirectUri }) => ({
    plan: planOf('practice-bpce-aisp', {
      clientId,
      redirectUri,
      edits: { prompt: 'login', secret: null },
      extra: [{ name: 'password', value: RECORDED_SECRETS[3] ?? '' }],
    }),
    bank: 'Fake bank',
    findings: [],
  }),
};

async function flowsOf(recording: unknown) {
  const read = await flowsFromRecording(recording, means);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

describe('a recording', () => {
  it('is what Chrome’s Recorder would export', async () => {
    const recording = wholeJourney(ENDPOINT);
    const parsed = parse(recording);
    expect(parsed.steps).toHaveLength(recording.steps.length);
    const text = await stringify(parsed, { extension: new JSONStringifyExtension() });
    const [flow] = await flowsOf(JSON.parse(stripSourceMap(text)));
    expect(flow).toEqual((await flowsOf(recording))[0]);
  });

  it('becomes a flow: request, pages, redirect', async () => {
    const [flow, ...others] = await flowsOf(wholeJourney(ENDPOINT));
    expect(others).toEqual([]);
    expect(flow?.events.map(({ happening }) => happening.kind)).toEqual([
      'started',
      'opened',
      'page_seen',
      'page_seen',
      'redirect_captured',
    ]);
    const state = foldFlow(flow?.events ?? []);
    expect(state).toMatchObject({
      flowId: 'recorded-0',
      phase: 'code_captured',
      started: {
        bank: 'Fake bank',
        watched: true,
        secrets: [{ kind: 'state' }, { kind: 'nonce' }],
      },
      lastPage: { url: 'https://bank.example/consent' },
      redirect: { verdict: 'code', via: 'watched', findings: [] },
    });
  });

  it('becomes a flow file that can be read again', async () => {
    const flows = await flowsOf(wholeJourney(ENDPOINT));
    expect(readFlowFile(writeFlowFile(flows))).toMatchObject({ ok: true, value: { flows } });
  });

  it('leaves every secret behind, of addresses and of what was typed', async () => {
    const hinted = recordingOf(
      authorizationUrl(ENDPOINT, { login_hint: `x ${RECORDED_SECRETS[3]}` }),
      'https://bank.example/login',
      'https://bank.example/next',
      `${REDIRECT_URI}?code=${RECORDED_SECRETS[2]}&state=${RECORDED_SECRETS[0]}`,
    );
    for (const one of [wholeJourney(ENDPOINT), hinted]) {
      const text = writeFlowFile(await flowsOf(one));
      for (const secret of [...RECORDED_SECRETS, 'FAKE-ticket']) expect(text).not.toContain(secret);
      expect(text).toContain('{{authorization_code#');
    }
  });

  it.each([
    ['another state', `${REDIRECT_URI}?code=FAKE&state=another`, 'refused_by_us'],
    [
      'an error',
      `${REDIRECT_URI}?error=access_denied&state=${RECORDED_SECRETS[0]}`,
      'refused_by_bank',
    ],
    ['no redirect', 'https://bank.example/error', 'awaiting_redirect'],
    [
      'a redirect to elsewhere',
      'https://other.example/callback?code=FAKE&state=x',
      'awaiting_redirect',
    ],
  ])('with %s ends as it should', async (_what, end, phase) => {
    const [flow] = await flowsOf(recordingOf(authorizationUrl(ENDPOINT), end));
    expect(foldFlow(flow?.events ?? [])?.phase).toBe(phase);
  });

  it('with two requests becomes two flows, in their order', async () => {
    const flows = await flowsOf(
      recordingOf(
        authorizationUrl(ENDPOINT),
        `${REDIRECT_URI}?code=FAKE-one&state=${RECORDED_SECRETS[0]}`,
        authorizationUrl(ENDPOINT, { state: 'FAKE-second-state' }),
        `${REDIRECT_URI}?code=FAKE-two&state=FAKE-second-state`,
      ),
    );
    expect(flows.map(({ flowId }) => flowId)).toEqual(['recorded-0', 'recorded-1']);
    expect(flows.map(({ events }) => foldFlow(events)?.phase)).toEqual([
      'code_captured',
      'code_captured',
    ]);
    expect(flows[1]?.events[0]?.atMs).toBe(startedAtMs + 2);
  });

  it.each([
    ['no request', recordingOf('https://app.example/', 'https://app.example/accounts'), 2],
    ['no page', { title: 'Empty', steps: [] }, 0],
    ['steps of a kind that nobody knows', { title: 'New', steps: [{ type: 'customStep' }, 5] }, 0],
  ])('with %s gives none, and says so', async (_what, recording, addresses) => {
    expect(await flowsFromRecording(recording, means)).toEqual({
      ok: false,
      error: { kind: 'no_authorization_request', addresses },
    });
  });

  it.each([undefined, null, 'text', {}, { title: 'x' }, { steps: [] }])(
    'is not what %j is',
    async (given) => {
      expect(await flowsFromRecording(given, means)).toEqual({
        ok: false,
        error: { kind: 'not_a_recording' },
      });
    },
  );
});
