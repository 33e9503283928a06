import { apiSignature, signatureBypass, signatureKeyId } from '../../core/oauth/http-signature.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import { message } from '../browser.ts';

/** Whether the API requests of a flow go out signed; empty where its bank wants no such signature. */
export function signatureText(plan: FlowPlan): string {
  const wanted = apiSignature(plan.profile);
  const bypass = signatureBypass(plan);
  const { clientKey } = plan.draft;
  if (!wanted) return '';
  if (!clientKey && bypass !== undefined) return message('bench_bypass', bypass);
  return wanted.headers && clientKey?.algorithms.includes('RS256')
    ? message('bench_signed', signatureKeyId(plan))
    : message('bench_unsigned');
}
