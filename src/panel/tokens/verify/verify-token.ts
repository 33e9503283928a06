import { type CheckedToken, checkToken } from '../../../core/lint/check-token.ts';
import type { EpochMilliseconds } from '../../../core/time.ts';
import { type DecodedToken, decodeToken } from '../../../core/tokens/decode-jwt.ts';
import { describeVerdict } from '../../../core/tokens/verify/describe-verdict.ts';
import { expectationFor } from '../../../core/tokens/verify/expectation-for.ts';
import type { IdTokenExpectation } from '../../../core/tokens/verify/id-token-checks.ts';
import { readBinding } from '../../../core/tokens/verify/read-binding.ts';
import type { BackgroundClient } from '../../background-client.ts';
import { message } from '../../browser.ts';
import { secretWord } from '../../flows/secret-word.ts';
import { flowExpectation, valueBehind } from './flow-expectation.ts';
import { gatherKeys, keyPlaceOf } from './gather-keys.ts';
import type { VerifyForm, VerifySubject } from './verify-subject.ts';

/** What verifying brought, in words where there are any. */
export interface VerifyOutcome extends Pick<CheckedToken, 'verified' | 'checks' | 'findings'> {
  /** what keys made of the token; empty where there was no key */
  sentence: string;
  good: boolean;
  /** why there is no verdict, or nothing to compare with */
  problems: string[];
  /** what an encrypted token holds */
  inside?: { text: string; decoded: DecodedToken };
}

/** Verifies, or opens, a token. Call it straight from a click; it never rejects. */
export async function verifyToken(
  client: BackgroundClient | undefined,
  subject: VerifySubject,
  form: VerifyForm,
  nowMs: EpochMilliseconds,
): Promise<VerifyOutcome> {
  const place = keyPlaceOf(subject);
  const gathered = await gatherKeys(client, form, place);
  const problems = gathered.ok ? [] : [gathered.error];
  const { keys = [], source = '', issuer } = gathered.ok ? gathered.value : {};
  const token = await textOf(client, subject);
  const nothing = { sentence: '', good: false, verified: false, checks: [], findings: [] };
  if (token === undefined) {
    const kind = subject.kind === 'flow' ? subject.token.kind : 'access_token';
    return { ...nothing, problems: [message('refusal_secret_gone', secretWord(kind))] };
  }
  const bound =
    form.binding.trim() === '' ? undefined : await readBinding(form.binding, crypto.subtle);
  if (bound?.ok === false) problems.push(message(`keys_${bound.error}`));
  const binding = bound?.ok ? bound.value : undefined;
  const idToken = await expectation(client, subject, form, place?.issuer ?? issuer);
  const decoded = decodeToken(token);
  const means = { keys, binding, idToken };
  const checked = await checkToken(token, decoded, means, nowMs, crypto.subtle);
  const { verification, verified, checks, findings } = checked;
  const { text, verdict } = verification ?? {};
  return {
    sentence:
      verification && decoded.kind !== 'opaque'
        ? describeVerdict(decoded.kind, verification, source, message)
        : '',
    good: verdict === 'good',
    verified,
    checks,
    findings,
    problems,
    ...(text !== undefined && { inside: { text, decoded: decodeToken(text) } }),
  };
}

async function textOf(
  client: BackgroundClient | undefined,
  subject: VerifySubject,
): Promise<string | undefined> {
  if (subject.kind === 'pasted') return subject.named.token;
  return client && valueBehind(client, subject.flow, subject.token.secret);
}

async function expectation(
  client: BackgroundClient | undefined,
  subject: VerifySubject,
  { issuer, clientId, nonce }: VerifyForm,
  bank: string | undefined,
): Promise<IdTokenExpectation | undefined> {
  if (subject.kind === 'flow') {
    const { flow, token } = subject;
    if (!client || token.kind !== 'id_token') return undefined;
    return flowExpectation(client, flow, token, bank);
  }
  const typed = { issuer, clientId, nonce };
  const some = Object.entries(typed).filter(([, value]) => value !== '');
  const given = some.length > 0 ? Object.fromEntries(some) : undefined;
  return expectationFor(subject.named, subject.among ?? { kind: 'empty' }, given);
}
