import type { FlowReply, Refusal } from '../../contract/replies.ts';
import type { Destination } from '../../contract/requests.ts';
import { templateValues } from '../../core/banks/request-values.ts';
import type { Finding, OnErrors } from '../../core/lint/finding.ts';
import { requestCarriage } from '../../core/oauth/request-carriage.ts';
import { askForHost, askForHosts } from '../ask-for-host.ts';
import { answerHosts } from '../ask-to-read-answer.ts';
import type { BackgroundClient } from '../background-client.ts';
import { copyText, inspectedTabId } from '../browser.ts';
import { type DraftForm, usesClientSecret } from './draft-form.ts';
import { pushEndpointOf } from './security-switches.ts';

/** What a start does with the request; `qr` copies it too, and shows it for a phone; `steps` only records the flow, and its steps follow one by one. */
export type StartHow = 'inspected_tab' | 'new_tab' | 'copied' | 'qr' | 'token' | 'steps';

/** Why a flow did not start. */
export type StartProblem =
  | { kind: 'refused'; refusal: Refusal; how: StartHow }
  | { kind: 'host_denied'; host: string }
  | { kind: 'not_copied' }
  | { kind: 'worker_stopped' };

export type StartOutcome = { ok: true; flowId: string } | { ok: false; problem: StartProblem };

interface StartOptions {
  how: StartHow;
  /** the authorization URL as the form shows it, for copying */
  url: string;
  /** what the linter says of the request */
  findings: readonly Finding[];
  /** addresses whose hosts a hold wants to see; it does without those that are denied */
  holdHosts?: readonly string[];
  /** errors were found, and the person insists */
  onErrors: OnErrors;
}

/** Starts a flow. Call it straight from a click: copying and asking for a host want the gesture. */
export async function startFlow(
  client: BackgroundClient,
  form: DraftForm,
  { how, url, findings, holdHosts = [], onErrors }: StartOptions,
): Promise<StartOutcome> {
  if ((how === 'copied' || how === 'qr') && !copyText(url))
    return { ok: false, problem: { kind: 'not_copied' } };
  const { profile, draft, bank } = form;
  const clientSecret = usesClientSecret(draft) ? form.secrets.clientSecret : '';
  const secrets = { ...form.secrets, clientSecret };
  const record = { plan: { profile, draft }, bank: bank.name };
  switch (how) {
    case 'steps':
      return outcomeOf(how, () =>
        client.ask('startSteps', { ...record, secrets, findings: [...findings] }),
      );
    case 'token': {
      const endpoint = tokenEndpointOf(form);
      if (!(await mayCall(endpoint))) {
        return { ok: false, problem: { kind: 'host_denied', host: new URL(endpoint).host } };
      }
      return outcomeOf(how, () =>
        client.ask('requestToken', { ...record, findings: [...findings], onErrors, clientSecret }),
      );
    }
    default: {
      const posted = answerHosts(record.plan);
      const pushed = requestCarriage(record.plan).pushed ? pushEndpointOf(record.plan) : '';
      const calls = URL.canParse(pushed) ? [pushed] : [];
      const wanted = [...calls, ...holdHosts.concat(posted)];
      const granted = wanted.length === 0 || (await askForHosts(wanted).catch(() => true));
      // It goes on without the others.
      if (!granted && calls.length > 0) {
        return { ok: false, problem: { kind: 'host_denied', host: new URL(pushed).host } };
      }
      const destination = destinationFor(how);
      const params = { ...record, findings: [...findings], onErrors, secrets, destination };
      return outcomeOf(how, () => client.ask('startAuthorization', params));
    }
  }
}

async function outcomeOf(how: StartHow, send: () => Promise<FlowReply>): Promise<StartOutcome> {
  try {
    const reply = await send();
    return reply.ok
      ? { ok: true, flowId: reply.value.flowId }
      : { ok: false, problem: { kind: 'refused', refusal: reply.error, how } };
  } catch {
    return { ok: false, problem: { kind: 'worker_stopped' } };
  }
}

function destinationFor(how: Exclude<StartHow, 'token' | 'steps'>): Destination {
  const tabId = inspectedTabId();
  if (how === 'qr') return { kind: 'copied' };
  if (how !== 'inspected_tab') return { kind: how };
  return tabId === undefined ? { kind: 'new_tab' } : { kind: how, tabId };
}

/** Hosts that cannot be asked for are left to the worker, which says why it does not call them. */
function mayCall(endpoint: string): Promise<boolean> {
  if (!URL.canParse(endpoint)) return Promise.resolve(true);
  return askForHost(endpoint).catch(() => true);
}

function tokenEndpointOf({ profile, draft }: DraftForm): string {
  return templateValues(profile, draft.environment, draft.variables)?.tokenEndpoint ?? '';
}
