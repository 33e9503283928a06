import { describe, expect, it } from 'vitest';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import { readFlowFile } from '../../../src/core/record/flow-file.ts';
import { answerRecording } from '../../../src/panel/recorder/answer-recording.ts';
import { RECORDED_SECRETS, recordingOf, wholeJourney } from '../../fixtures/recordings.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);
const BPCE = 'http://17515.bpce.localhost:8489/stet/psd2/oauth/authorize';

async function stateOf(recording: unknown) {
  const text = await answerRecording(recording, nowMs);
  for (const secret of RECORDED_SECRETS) expect(text).not.toContain(secret);
  const file = readFlowFile(text);
  if (!file.ok) throw new Error(text);
  expect(file.value.flows).toHaveLength(1);
  return foldFlow(file.value.flows[0]?.events ?? []);
}

describe('a recording, handed over by DevTools', () => {
  it('becomes a flow at the bank that its request goes to', async () => {
    const state = await stateOf(wholeJourney(BPCE));
    expect(state).toMatchObject({
      startedAtMs: nowMs + 1,
      phase: 'code_captured',
      started: {
        bank: "Practice Caisse d'Epargne",
        plan: {
          profile: { id: 'practice-bpce-aisp' },
          draft: {
            clientId: 'PSDFR-ACPR-12345',
            redirectUri: 'http://app.localhost:8489/callback',
            scope: 'aisp',
            environment: 'practice',
          },
        },
      },
    });
    expect(JSON.stringify(state?.started.findings)).not.toContain('AQ06');
  });

  it('becomes a flow at a server that no profile knows, by its host', async () => {
    const state = await stateOf(wholeJourney('https://login.unheard-of.example/oauth2/auth'));
    expect(state).toMatchObject({
      started: {
        bank: 'login.unheard-of.example',
        plan: {
          draft: {
            variables: { authorizationUrl: 'https://login.unheard-of.example/oauth2/auth' },
          },
        },
      },
      redirect: { verdict: 'code' },
    });
  });

  it('without an authorization request says what to record instead', async () => {
    const text = await answerRecording(recordingOf('https://app.example/'), nowMs);
    expect(JSON.parse(text)).toEqual({
      problem: expect.stringMatching(/none of the 1 addresses .* Start the recording before/),
    });
  });

  it('that cannot be read says so', async () => {
    expect(JSON.parse(await answerRecording({ steps: 'x' }, nowMs))).toEqual({
      problem: expect.stringContaining('no recording'),
    });
  });
});
