import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, htmlAnswer, type Outcome, redirectAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { SigningKey } from '../signing-key.ts';
import { alterAuthorizationResponse } from './authorization-response-faults.ts';
import { changeJwt, changeSignedJwt } from './changed-jwt.ts';
import type { Fault } from './fault.ts';
import type { FaultList } from './fault-list.ts';

/**
 * Lets the standing faults act around one request.
 *
 * @param ask asks the bank itself
 * @param isAuthorizationResponse whether an answer carries the browser to a registered redirect URI
 * @param signingKey the key of the bank that is asked, if it signs anything
 */
export async function answerWithFaults(
  faults: FaultList,
  request: PracticeRequest,
  ask: () => Promise<Outcome>,
  isAuthorizationResponse: (answer: Answer) => boolean,
  signingKey: () => Promise<SigningKey> | undefined,
): Promise<Outcome> {
  let instead: Outcome | undefined;
  for (const fault of faults.take('before', request)) {
    // Unreferenced, so that a slow answer does not keep a closed bank's process alive.
    if (fault.kind === 'slow') await delay(fault.ms, undefined, { ref: false });
    instead ??= outcomeInstead(fault);
  }
  if (instead !== undefined) return instead;

  let outcome = await ask();
  if (outcome.kind === 'answered' && isAuthorizationResponse(outcome.answer)) {
    let { answer } = outcome;
    for (const fault of faults.take('response', request)) {
      answer = await alterAuthorizationResponse(fault, answer, signingKey);
    }
    outcome = { kind: 'answered', answer };
  }
  for (const fault of faults.take('after', request)) {
    outcome = await alterOutcome(fault, outcome, signingKey);
  }
  return outcome;
}

function outcomeInstead(fault: Fault): Outcome | undefined {
  switch (fault.kind) {
    case 'down':
      return { kind: 'hung_up' };
    case 'status': {
      const contentType = fault.contentType ?? 'application/json';
      const headers = { 'content-type': contentType, ...fault.headers };
      return {
        kind: 'answered',
        answer: { status: fault.status, headers, body: fault.body ?? '' },
      };
    }
    case 'html-200': {
      const page = htmlAnswer(
        200,
        html`<!doctype html><title>ERREUR Technique</title>
<h1>ERREUR Technique</h1><p>Service momentanément indisponible</p>`,
      );
      return { kind: 'answered', answer: { ...page, body: fault.body ?? page.body } };
    }
    case 'redirect':
      return { kind: 'answered', answer: redirectAnswer(fault.location, fault.status) };
    default:
      return undefined;
  }
}

async function alterOutcome(
  fault: Fault,
  outcome: Outcome,
  signingKey: () => Promise<SigningKey> | undefined,
): Promise<Outcome> {
  if (outcome.kind !== 'answered') return outcome;
  const { answer } = outcome;
  switch (fault.kind) {
    case 'lost-answer':
      return { kind: 'hung_up' };
    case 'truncated':
      return { kind: 'truncated', answer };
    case 'stall':
      return { kind: 'stalled', answer, after: fault.after };
    case 'content-type': {
      const headers = { ...answer.headers, 'content-type': fault.contentType };
      return { kind: 'answered', answer: { ...answer, headers } };
    }
    case 'set-json':
      return { kind: 'answered', answer: { ...answer, body: setMembers(answer.body, fault.json) } };
    case 'set-headers':
      return {
        kind: 'answered',
        answer: { ...answer, headers: setHeaders(answer, fault.headers) },
      };
    case 'reverse-json': {
      const members = Object.entries(JSON.parse(answer.body)).reverse();
      const body = JSON.stringify(Object.fromEntries(members));
      return { kind: 'answered', answer: { ...answer, body } };
    }
    case 'set-token':
    case 'sign-token': {
      const token = String(JSON.parse(answer.body)[fault.member]);
      const key = fault.kind === 'sign-token' ? await signingKey() : undefined;
      const jwt = key ? await changeSignedJwt(token, fault, key) : changeJwt(token, fault);
      const changed = { [fault.member]: jwt };
      return { kind: 'answered', answer: { ...answer, body: setMembers(answer.body, changed) } };
    }
    default:
      return outcome;
  }
}

function setMembers(body: string, changes: Record<string, unknown>): string {
  const members = new Map(Object.entries({ ...JSON.parse(body), ...changes }));
  for (const [name, value] of members) {
    if (value === null && changes[name] === null) members.delete(name);
  }
  return JSON.stringify(Object.fromEntries(members));
}

function setHeaders(
  { headers }: Answer,
  changes: Record<string, string | null>,
): Answer['headers'] {
  const changed = Object.entries({ ...headers, ...changes });
  return Object.fromEntries(
    changed.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
