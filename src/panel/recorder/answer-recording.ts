import { bankOfHost } from '../../core/banks/recognise-bank.ts';
import { writeFlowFile } from '../../core/record/flow-file.ts';
import { flowsFromRecording, type RecordingFault } from '../../core/record/flow-from-recording.ts';
import { loadBanks } from '../banks/load-banks.ts';
import { message } from '../browser.ts';
import { profilesOf } from '../new-flow/profiles-of.ts';
import { planRequest } from '../watch/plan-watched.ts';

/**
 * What the Recorder shows and saves for a recording: a flow file, or a sentence that says why there is
 * none. It takes any text, and tells nobody of a failure.
 */
export async function answerRecording(recording: unknown, nowMs: number): Promise<string> {
  const banks = await loadBanks();
  const profiles = profilesOf(banks);
  const batch = crypto.randomUUID();
  const flows = await flowsFromRecording(recording, {
    startedAtMs: nowMs,
    flowId: (at) => `${batch}-${at}`,
    fingerprint: await oneTimeFingerprint(),
    recognise: (url, parameters) => bankOfHost(url, profiles, parameters),
    plan: (request) => planRequest(request, banks),
  });
  return flows.ok ? writeFlowFile(flows.value) : faultText(flows.error);
}

/** JSON like the file that it stands for: the Recorder saves either as such. */
function faultText(fault: RecordingFault): string {
  const problem =
    fault.kind === 'not_a_recording'
      ? message('recording_unreadable')
      : message('recording_without_request', fault.addresses);
  return `${JSON.stringify({ problem }, null, 2)}\n`;
}

/** Fingerprints by a key that nobody keeps: equal secrets of one recording look equal. */
async function oneTimeFingerprint(): Promise<(value: string) => Promise<string>> {
  const hmac: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.generateKey(hmac, false, ['sign']);
  return async (value) => {
    const hash = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(value));
    return new DataView(hash).getUint32(0).toString(16).padStart(8, '0');
  };
}
