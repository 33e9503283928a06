import { currentToken } from '../../../../src/core/flow/flow-state.ts';
import { stepsBefore } from '../../../../src/core/flow/flow-steps.ts';
import type { FlowPlan } from '../../../../src/core/oauth/request-draft.ts';
import type { RecordedFlow } from '../../../../src/core/record/flow-file.ts';
import type { Send } from '../../../../src/engine/effects.ts';
import { FlowEngine } from '../../../../src/engine/flow-engine.ts';
import { decodeText } from '../../../../src/engine/http-sender.ts';
import type { PracticeBank } from '../../../practice-bank/practice-bank.ts';
import { MemoryEffects } from '../../engine/memory-effects.ts';
import { planFor } from '../../engine/plans.ts';
import { send } from '../../practice-bank/local-client.ts';

const STARTED_MS = Date.UTC(2026, 10, 21, 12);

/** What one flow at the practice bank left behind: its record, and the values that are in no record. */
export interface Recording {
  record: RecordedFlow;
  /** mark → value */
  secrets: Map<string, string>;
  effects: MemoryEffects;
  engine: FlowEngine;
  flowId: string;
}

export const SECRETS = {
  clientSecret: '',
  state: 'fake-state-0123456789012345678901234567890x',
  nonce: 'FAKE-nonce-0123456789',
  codeVerifier: 'fake-verifier-90123456789012345678901234567890',
};

/** A plan for the practice bank on the port where it listens. */
export function practicePlan(
  bank: PracticeBank,
  profileId: string,
  change: Partial<FlowPlan['draft']> = {},
): FlowPlan {
  return planFor(profileId, {
    variables: { practicePort: String(bank.port), ...change.variables },
    redirectUri: `${bank.urls.app}/callback`,
    ...change,
  });
}

/** Effects that reach the practice bank. */
export function practiceEffects(): MemoryEffects {
  const effects = new MemoryEffects();
  effects.nowMs = STARTED_MS;
  effects.bank = (request) => sendToBank(request, effects);
  return effects;
}

const sendToBank = async (
  request: Parameters<Send>[0],
  effects: MemoryEffects,
): ReturnType<Send> => {
  const { method, headers, body } = request;
  const answer = await send(request.url, {
    method,
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
  });
  const bytes = new TextEncoder().encode(answer.text);
  effects.nowMs += 20;
  return {
    ok: true,
    value: {
      bytes,
      answer: {
        status: answer.status,
        headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
        ...decodeText(bytes),
        bytes: bytes.length,
        cut: false,
        redirected: answer.status >= 300 && answer.status < 400,
        receivedAtMs: effects.nowMs,
        durationMs: 20,
      },
    },
  };
};

/** What a flow is to do after its tokens came. */
export interface Afterwards {
  refresh?: boolean;
  /** names of API requests in the profile */
  calls?: readonly string[];
  /** whose token the API calls carry; absent: the customer's */
  token?: 'client';
  /** logs in and approves; gives the address that the bank sends the browser to. Absent: it approves at once */
  approve?: (url: string) => Promise<string>;
}

/** Runs a whole flow at a bank that approves at once, and gives its record. */
export async function recordCodeFlow(
  bank: PracticeBank,
  plan: FlowPlan,
  { refresh = false, calls = [], token, approve = openAtOnce }: Afterwards = {},
  secrets = SECRETS,
  effects = practiceEffects(),
): Promise<Recording> {
  const engine = new FlowEngine(effects);
  bank.control.settings({ approveAtOnce: true });
  const options = { bank: 'Practice Bank', onErrors: 'send_anyway' } as const;
  const stepwise = stepsBefore(plan).length > 0;
  let flowId: string;
  let url: string;
  let recordedUrl: string;
  if (stepwise) {
    ({ flowId } = done(await engine.startSteps(plan, secrets, options)));
    for (const { name } of stepsBefore(plan)) done(await engine.runStep(flowId, name));
    ({ url, recordedUrl } = done(await engine.openLater(flowId, options)));
  } else {
    ({ flowId, url, recordedUrl } = done(await engine.startAuthorization(plan, secrets, options)));
  }
  await effects.journal.append(flowId, { kind: 'opened', how: 'new_tab', url: recordedUrl });
  const location = await approve(url);
  done(await engine.acceptRedirect({ url: location, via: 'navigation', status: 302 }));
  done(await engine.exchangeCode(flowId, 'send_anyway'));
  const callAll = async () => {
    for (const name of calls) {
      const flow = await engine.read(flowId);
      const carried = token ? flow?.tokens[0] : flow && currentToken(flow, 'access_token');
      done(await engine.callApi(flowId, name, carried?.secret.id ?? '', 'send_anyway'));
    }
  };
  await callAll();
  if (refresh) {
    done(await engine.refresh(flowId));
    await callAll();
  }
  return recordingOf(effects, engine, flowId);
}

async function openAtOnce(url: string): Promise<string> {
  const { location } = (await send(url)).headers;
  if (location === undefined) throw new Error('The bank did not redirect');
  return location;
}

/** Asks for a token of the client itself. */
export async function recordClientFlow(plan: FlowPlan, clientSecret: string): Promise<Recording> {
  const effects = practiceEffects();
  const engine = new FlowEngine(effects);
  const options = { bank: 'Practice Bank', onErrors: 'send_anyway' } as const;
  const { flowId, answered } = done(await engine.requestToken(plan, clientSecret, options));
  done(await answered);
  return recordingOf(effects, engine, flowId);
}

/** The record of a flow as it is now. */
export async function recordingOf(
  effects: MemoryEffects,
  engine: FlowEngine,
  flowId: string,
): Promise<Recording> {
  const known = [...effects.secrets.values()].filter((secret) => secret.flowId === flowId);
  return {
    record: { flowId, events: await effects.journal.events(flowId) },
    secrets: new Map(
      known.map(({ reference: { kind, fingerprint }, value }) => [
        `{{${kind}#${fingerprint}}}`,
        value,
      ]),
    ),
    effects,
    engine,
    flowId,
  };
}

/** The value of a reply; throws what was refused. */
export function done<Value>(
  reply: { ok: true; value: Value } | { ok: false; error: unknown },
): Value {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value;
}
