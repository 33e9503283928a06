import { decodeJwt } from 'jose';
import { type Answer, htmlAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { SigningKey } from '../signing-key.ts';
import { changeJwt, changeSignedJwt } from './changed-jwt.ts';
import type { Fault } from './fault.ts';

/**
 * The redirect that answers an authorization request, changed as one fault says, in the fragment if
 * the bank answers there and in the query otherwise. An answer without a `location` (already turned
 * into a page) stays as it is.
 *
 * @param signingKey the key of the bank, if it signs anything
 */
export async function alterAuthorizationResponse(
  fault: Fault,
  answer: Answer,
  signingKey: () => Promise<SigningKey> | undefined,
): Promise<Answer> {
  const { location } = answer.headers;
  if (typeof location !== 'string') return answer;
  const target = new URL(location);
  const part = target.hash === '' ? 'search' : 'hash';
  const parameters = new URLSearchParams(target[part].slice(1));
  switch (fault.kind) {
    case 'wrong-state':
      parameters.set('state', 'practice-wrong-state');
      break;
    case 'drop-state':
      parameters.delete('state');
      break;
    case 'set-query':
      for (const [name, value] of Object.entries(fault.query)) {
        if (value === null) parameters.delete(name);
        else parameters.set(name, value);
      }
      break;
    case 'extra-query':
      for (const [name, value] of Object.entries(fault.query)) parameters.append(name, value);
      break;
    case 'set-response': {
      const jwt = parameters.get('response') ?? '';
      const key = fault.signature === 'fitting' ? await signingKey() : undefined;
      const changed = key ? await changeSignedJwt(jwt, fault, key) : changeJwt(jwt, fault);
      parameters.set('response', changed);
      break;
    }
    case 'plain-response': {
      const { aud: _aud, exp: _exp, ...plain } = decodeJwt(parameters.get('response') ?? '');
      parameters.delete('response');
      for (const [name, value] of Object.entries(plain)) parameters.set(name, String(value));
      break;
    }
    case 'double-encoded':
      for (const [name, value] of [...parameters]) {
        // Every character, since a state of letters and digits alone would not change.
        parameters.set(name, percentEncodeAll(value));
      }
      break;
    case 'fragment':
      target.search = '';
      target.hash = parameters.toString();
      return withLocation(answer, target);
    case 'redirect-status':
      return { ...answer, status: fault.status };
    case 'script':
      return scriptPage(`location.replace(${JSON.stringify(location)})`, html``);
    case 'shown':
      return htmlAnswer(200, html`<!doctype html><p id="address">${location}</p>`);
    case 'form-post': {
      const inputs = [...parameters].map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
      );
      target[part] = '';
      return scriptPage(
        'document.forms[0].submit()',
        html`<form method="post" action="${target.href}">${inputs}</form>`,
      );
    }
    default:
      return answer;
  }
  target[part] = parameters.toString();
  return withLocation(answer, target);
}

function withLocation(answer: Answer, { href }: URL): Answer {
  return { ...answer, headers: { ...answer.headers, location: href } };
}

function percentEncodeAll(value: string): string {
  return Array.from(Buffer.from(value), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(
    '',
  );
}

/** A page that acts by itself. `<` is escaped, so that the script cannot end early. */
function scriptPage(script: string, content: ReturnType<typeof html>): Answer {
  const element = { markup: `<script>${script.replaceAll('<', '\\u003c')}</script>` };
  return htmlAnswer(200, html`<!doctype html><title>Practice bank</title>${content}${element}`, {
    'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'",
  });
}
