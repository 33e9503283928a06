import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, htmlAnswer, type Outcome, redirectAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { alterAuthorizationResponse } from './authorization-response-faults.ts';
import type { Fault } from './fault.ts';
import type { FaultList } from './fault-list.ts';

/**
 * Lets the standing faults act around one request.
 *
 * @param ask asks the bank itself
 * @param isAuthorizationResponse whether an answer carries the browser to a registered redirect URI
 */
export async function answerWithFaults(
  faults: FaultList,
  request: PracticeRequest,
  ask: () => Promise<Outcome>,
  isAuthorizationResponse: (answer: Answer) => boolean,
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
    const answer = faults
      .take('response', request)
      .reduce((altered, fault) => alterAuthorizationResponse(fault, altered), outcome.answer);
    outcome = { kind: 'answered', answer };
  }
  return faults
    .take('after', request)
    .reduce((altered, fault) => alterOutcome(fault, altered), outcome);
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

function alterOutcome(fault: Fault, outcome: Outcome): Outcome {
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
    case 'set-token': {
      const token = JSON.parse(answer.body)[fault.member];
      const changed = { [fault.member]: setClaims(String(token), fault) };
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

function setClaims(
  token: string,
  { header, claims }: Extract<Fault, { kind: 'set-token' }>,
): string {
  const [ownHeader = '', ownClaims = '', signature = ''] = token.split('.');
  const change = (part: string, changes: object | undefined) => {
    const json = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return Buffer.from(JSON.stringify({ ...json, ...changes })).toString('base64url');
  };
  return [change(ownHeader, header), change(ownClaims, claims), signature].join('.');
}
