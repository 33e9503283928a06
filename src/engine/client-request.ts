import type { TemplateValues } from '../core/banks/template.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { buildWorkerRequest } from '../core/oauth/token-request.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';
import { refusePlainHttp, requestFailure, startingSecret, stepValues } from './flow-plan.ts';
import { signAssertion } from './sign-assertion.ts';

/** One of the profile's requests in which the client proves itself where that is due, ready to go. */
export async function buildClientRequest(
  effects: Effects,
  flow: FlowState,
  name: string,
  secrets: TemplateValues,
): Promise<EngineReply<{ request: HttpRequest; assertion?: JwtContent | undefined }>> {
  const { plan, secrets: kept } = flow.started;
  const template = plan.profile.requests[name];
  if (template?.transport !== 'worker') return { ok: false, error: { kind: 'explained_only' } };
  const clientSecret = await startingSecret(effects.vault, flow, 'client_secret');
  const proves = template.role !== 'resource';
  if (proves && clientSecret === undefined && kept.some(({ kind }) => kind === 'client_secret')) {
    return { ok: false, error: { kind: 'secret_gone', what: 'client_secret' } };
  }
  const signed = await signAssertion(effects, plan, template, {
    flowId: flow.flowId,
    // One that is wrong on purpose signs too.
    clientSecret: secrets.clientSecret ?? clientSecret,
  });
  if (!signed.ok) return signed;
  const { assertion, clientAssertion } = signed.value;
  const values = await stepValues(effects, flow, { clientSecret, clientAssertion, ...secrets });
  const built = buildWorkerRequest(plan, name, values);
  if (!built.ok) return { ok: false, error: requestFailure(built.error) };
  const error = refusePlainHttp(built.value);
  return error ? { ok: false, error } : { ok: true, value: { request: built.value, assertion } };
}
