import type { FaultId } from '../core/fault-bench/fault.ts';
import type { CallPurpose, HappeningOf, TokenRecord } from '../core/flow/flow-event.ts';
import type { FlowState } from '../core/flow/flow-state.ts';
import { maskAnswer, maskHeader, maskJwt, maskRequest, maskText } from '../core/flow/mask.ts';
import { type KnownSecret, type SecretReference, secretMark } from '../core/flow/secret.ts';
import type { Finding } from '../core/lint/finding.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { type CallEdit, mapEdit } from '../core/oauth/call-edit.ts';
import { reachedBank } from '../core/oauth/failure-reach.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import type { JwtContent } from '../core/oauth/jwt-content.ts';
import { ok } from '../core/result.ts';
import { encodeBase64url } from '../core/tokens/base64url.ts';
import type { Effects, ReceivedAnswer } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

/** One request of a flow, ready to go. */
export interface PlannedCall {
  purpose: CallPurpose;
  /** the request's name in the profile */
  name: string;
  request: HttpRequest;
  findings: Finding[];
  /** what the client assertion in the request says */
  assertion?: JwtContent | undefined;
  /** what the request object in the request says */
  requestObject?: JwtContent | undefined;
  /** what the DPoP proof in the request says */
  proof?: JwtContent | undefined;
  /** the answer to a request that a person sent elsewhere: nothing is sent then */
  pasted?: ReceivedAnswer;
  /** who sent it, when that was not our worker */
  by?: 'page';
  /** what a person made of the profile's request */
  edit?: CallEdit | undefined;
  /** id of the secret that the call spends or carries */
  uses?: string;
  /** what is wrong with it on purpose */
  fault?: FaultId;
  /** that it is used a second time is the fault */
  again?: true | undefined;
}

/** What an answer means for the flow. Token values go into the vault while it is worked out. */
export interface ReadAnswer {
  outcome: HappeningOf<'call_answered'>['outcome'];
  findings: Finding[];
  tokens: TokenRecord[];
  /** where the pushed request is to be had */
  pushed?: HappeningOf<'call_answered'>['pushed'];
  /** ids and addresses for later steps */
  captured?: Readonly<Record<string, string>>;
}

/** Larger answers are evidence enough as text; the vault is small. */
const RAW_LIMIT = 65_536;

/**
 * Sends a call once. "Prepared" and "sent" are committed before a byte leaves; the answer is
 * committed before anybody is told; a failure says whether the bank can have seen the request.
 * Refuses, and sends nothing, when the code or refresh token was used up before, in whichever flow.
 */
export async function performCall(
  effects: Effects,
  flow: FlowState,
  call: PlannedCall,
  read: (received: ReceivedAnswer) => Promise<ReadAnswer>,
  cancelled: AbortSignal,
): Promise<EngineReply> {
  const { journal, vault } = effects;
  const { flowId } = flow;
  const callId = effects.randomId();
  const { purpose, name, findings, uses, pasted, assertion, edit, fault, again } = call;
  const { by = pasted && ('person' as const) } = call;
  const before = await vault.known(flowId);
  const prepared = {
    kind: 'call_prepared',
    callId,
    purpose,
    name,
    request: maskRequest(call.request, before),
    findings: maskFindings(findings, before),
    ...(assertion ? { assertion } : {}),
    ...(call.requestObject && { requestObject: maskJwt(call.requestObject, before) }),
    ...(call.proof && { proof: maskJwt(call.proof, before) }),
    ...(edit && {
      edit: mapEdit(edit, (text, header = '') => maskHeader(header, text, before)),
    }),
    ...(by && { by }),
    ...(uses === undefined ? {} : { uses }),
    ...(fault && { fault }),
  } as const;
  try {
    // What a person or a page sent is spent already: nothing can be refused any more.
    if (by || again) await journal.append(flowId, prepared);
    else if (!(await journal.claim(flowId, prepared))) {
      const what = purpose === 'exchange' ? 'authorization_code' : 'refresh_token';
      return { ok: false, error: { kind: 'already_sent', what } };
    }
    await journal.append(flowId, { kind: 'call_sent', callId });
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
    // Where the second of the two was refused, the first stands: the engine closes it as "not sent".
    return { ok: false, error: { kind: 'not_recorded' } };
  }
  const result = pasted
    ? ok(pasted)
    : await effects.send(call.request, cancelled, {
        certificate: flow.started.plan.profile.clientCertificate !== 'none',
      });
  if (!result.ok) {
    const failure = result.error;
    return recordEnd(effects, flowId, {
      kind: 'call_failed',
      callId,
      failure,
      reached: reachedBank(failure),
    });
  }
  const { answer, bytes } = result.value;
  const kept = keepBytes(vault, flowId, bytes);
  // An answer that came is recorded whatever happens while it is read: its code is spent.
  let bug: unknown;
  const {
    outcome,
    findings: found,
    tokens,
    pushed,
    captured = {},
  } = await read(result.value).catch((thrown: unknown) => {
    bug = thrown;
    return { outcome: 'unexpected', findings: [], tokens: [] } as ReadAnswer;
  });
  const raw = await kept;
  const known = await vault.known(flowId);
  const reply = await recordEnd(effects, flowId, {
    kind: 'call_answered',
    callId,
    answer: maskAnswer(answer, known),
    ...(raw === undefined ? {} : { raw }),
    outcome,
    ...(pushed && { pushed }),
    findings: maskFindings(found, known),
    tokens: tokens.map((token) => maskToken(token, known)),
  });
  if (reply.ok && Object.keys(captured).length > 0) {
    const values = await maskCaptured(vault, flowId, captured);
    await journal.append(flowId, { kind: 'captured', values, by: 'bank' });
  }
  if (bug !== undefined) throw bug;
  return reply;
}

type Ending = HappeningOf<'call_answered' | 'call_failed'>;

/**
 * Records how a call ended, whatever the store says at first: a transaction may be aborted by chance. An ending that it
 * refuses twice is held in the vault, masked as it is, until the store takes it: the next look at the flow finds it there.
 */
async function recordEnd(
  { journal, vault }: Effects,
  flowId: string,
  ending: Ending,
): Promise<EngineReply> {
  for (const _try of [1, 2]) {
    try {
      await journal.append(flowId, ending);
      return { ok: true, value: { flowId } };
    } catch (fault) {
      if (!(fault instanceof DOMException)) throw fault;
    }
  }
  await vault.put(flowId, 'held_answer', JSON.stringify(ending));
  return { ok: false, error: { kind: 'answer_not_recorded' } };
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
