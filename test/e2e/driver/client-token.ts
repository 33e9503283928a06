import { z } from 'zod';
import { poll } from '../../../scripts/browser/poll.ts';
import type { FlowEvent, HappeningOf } from '../../../src/core/flow/flow-event.ts';
import { planOf } from '../../fixtures/profiles.ts';
import { askWorker } from './ask-worker.ts';
import type { Harness } from './harness.ts';

/** How the one call of a flow ended. */
export type CallEnd = HappeningOf<'call_answered'> | HappeningOf<'call_failed'>;

const reply = z.object({ ok: z.literal(true), value: z.object({ flowId: z.string() }) });

export const FAKE_CLIENT_SECRET = 'FAKE-client-secret-0123456789';

/**
 * Starts a client_credentials flow of the BPCE-like kind at any token endpoint; gives the flow's id.
 *
 * @param bank the name under which the panel lists the flow
 */
export async function requestClientToken(
  harness: Harness,
  bank: string,
  tokenEndpoint: string,
): Promise<string> {
  const plan = planOf('practice-bpce-pisp', {
    clientId: 'PSDFR-ACPR-12345',
    clientAuthentication: 'client_secret_post',
  });
  for (const environment of Object.values(plan.profile.environments)) {
    environment.endpoints = { ...environment.endpoints, tokenEndpoint };
  }
  const params = {
    plan,
    bank,
    clientSecret: FAKE_CLIENT_SECRET,
    findings: [],
    onErrors: 'send_anyway',
  };
  return reply.parse(await askWorker(harness.panelPage, 'requestToken', params)).value.flowId;
}

/** How a flow's call ended, once it has. */
export function callEnd(harness: Harness, flowId: string, timeoutMs = 15_000): Promise<CallEnd> {
  return poll(
    async () => {
      const { events } = (await askWorker(harness.panelPage, 'readFlow', { flowId })) as {
        events: FlowEvent[];
      };
      const last = events.at(-1)?.happening;
      return last?.kind === 'call_answered' || last?.kind === 'call_failed' ? last : undefined;
    },
    { awaited: 'the end of the call', timeoutMs },
  );
}
