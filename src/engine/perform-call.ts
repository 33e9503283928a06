import type { CallPurpose, HappeningOf, TokenRecord } from '../core/flow/flow-event.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { maskAnswer, maskRequest, maskText } from '../core/flow/mask.ts';
import { type KnownSecret, type SecretReference, secretMark } from '../core/flow/secret.ts';
import type { Finding } from '../core/lint/finding.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import type { ClientAssertion } from '../core/oauth/client-assertion.ts';
import { reachedBank } from '../core/oauth/failure-reach.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { ok } from '../core/result.ts';
import { encodeBase64url } from '../core/tokens/base64url.ts';
import type { Effects, ReceivedAnswer } from './effects.ts';

/** One request of a flow, ready to go. */
export interface PlannedCall {
  purpose: CallPurpose;
  /** the request's name in the profile */
  name: string;
  request: HttpRequest;
  findings: Finding[];
  /** what the client assertion in the request says */
  assertion?: ClientAssertion | undefined;
  /** the answer to a request that a person sent elsewhere: nothing is sent then */
  pasted?: ReceivedAnswer;
  /** id of the secret that the call spends or carries */
  uses?: string;
}

/** What an answer means for the flow. Token values go into the vault while it is worked out. */
export interface ReadAnswer {
  outcome: HappeningOf<'call_answered'>['outcome'];
  findings: Finding[];
  tokens: TokenRecord[];
  /** ids and addresses for later steps */
  captured?: Readonly<Record<string, string>>;
}

/** Larger answers are evidence enough as text; the vault is small. */
const RAW_LIMIT = 65_536;

/**
 * Sends a call once. "Prepared" and "sent" are committed before a byte leaves; the answer is
 * committed before anybody is told; a failure says whether the bank can have seen the request.
 */
export async function performCall(
  effects: Effects,
  flow: FlowState,
  call: PlannedCall,
  read: (received: ReceivedAnswer) => Promise<ReadAnswer>,
  cancelled: AbortSignal,
): Promise<void> {
  const { journal, vault } = effects;
  const { flowId } = flow;
  const callId = effects.randomId();
  const { purpose, name, findings, uses, pasted, assertion } = call;
  const before = await vault.known(flowId);
  await journal.append(flowId, {
    kind: 'call_prepared',
    callId,
    purpose,
    name,
    request: maskRequest(call.request, before),
    findings: maskFindings(findings, before),
    ...(assertion ? { assertion } : {}),
    ...(pasted ? { by: 'person' as const } : {}),
    ...(uses === undefined ? {} : { uses }),
  });
  await journal.append(flowId, { kind: 'call_sent', callId });
  const result = pasted
    ? ok(pasted)
    : await effects.send(call.request, cancelled, {
        certificate: flow.started.plan.profile.clientCertificate !== 'none',
      });
  if (!result.ok) {
    const failure = result.error;
    await journal.append(flowId, {
      kind: 'call_failed',
      callId,
      failure,
      reached: reachedBank(failure),
    });
    return;
  }
  // An answer that came is recorded whatever happens while it is read: its code is spent.
  let bug: unknown;
  const {
    outcome,
    findings: found,
    tokens,
    captured = {},
  } = await read(result.value).catch((thrown: unknown) => {
    bug = thrown;
    return { outcome: 'unexpected', findings: [], tokens: [] } as ReadAnswer;
  });
  const { answer, bytes } = result.value;
  const raw = await keepBytes(vault, flowId, bytes);
  const known = await vault.known(flowId);
  await journal.append(flowId, {
    kind: 'call_answered',
    callId,
    answer: maskAnswer(answer, known),
    ...(raw === undefined ? {} : { raw }),
    outcome,
    findings: maskFindings(found, known),
    tokens: tokens.map((token) => maskToken(token, known)),
  });
  if (Object.keys(captured).length > 0) {
    const values = await maskCaptured(vault, flowId, captured);
    await journal.append(flowId, { kind: 'captured', values, by: 'bank' });
  }
  if (bug !== undefined) throw bug;
}

/** Captured values as they may be recorded; one with something secret in it is kept whole in the vault. */
export async function maskCaptured(
  vault: Effects['vault'],
  flowId: string,
  captured: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const known = await vault.known(flowId);
  const masked = Object.entries(captured).map(async ([name, value]) => {
    if (maskText(value, known) === value) return [name, value] as const;
    return [name, secretMark(await vault.put(flowId, 'captured', value))] as const;
  });
  return Object.fromEntries(await Promise.all(masked));
}

/** The untouched bytes, for as long as the vault has room for them. */
async function keepBytes(
  vault: Effects['vault'],
  flowId: string,
  bytes: Uint8Array,
): Promise<SecretReference | undefined> {
  if (bytes.length === 0 || bytes.length > RAW_LIMIT) return undefined;
  try {
    return await vault.put(flowId, 'raw_answer', encodeBase64url(bytes));
  } catch {
    return undefined;
  }
}

/** A claim may hold a token of its own, which has no business in a record. */
function maskToken(token: TokenRecord, known: readonly KnownSecret[]): TokenRecord {
  if (!token.jwt) return token;
  const jwt: TokenRecord['jwt'] = JSON.parse(maskText(JSON.stringify(token.jwt), known));
  return { ...token, ...(jwt === undefined ? {} : { jwt }) };
}
