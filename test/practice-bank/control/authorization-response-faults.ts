import { type Answer, htmlAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { Fault } from './fault.ts';

/**
 * The redirect that answers an authorization request, changed as one fault says. An answer without
 * a `location` (already turned into a page) stays as it is.
 */
export function alterAuthorizationResponse(fault: Fault, answer: Answer): Answer {
  const { location } = answer.headers;
  if (typeof location !== 'string') return answer;
  const target = new URL(location);
  const { searchParams } = target;
  switch (fault.kind) {
    case 'wrong-state':
      searchParams.set('state', 'practice-wrong-state');
      break;
    case 'drop-state':
      searchParams.delete('state');
      break;
    case 'set-query':
      for (const [name, value] of Object.entries(fault.query)) {
        if (value === null) searchParams.delete(name);
        else searchParams.set(name, value);
      }
      break;
    case 'extra-query':
      for (const [name, value] of Object.entries(fault.query)) searchParams.append(name, value);
      break;
    case 'double-encoded':
      for (const [name, value] of [...searchParams]) {
        // Every character, since a state of letters and digits alone would not change.
        searchParams.set(name, percentEncodeAll(value));
      }
      break;
    case 'fragment':
      target.hash = searchParams.toString();
      target.search = '';
      break;
    case 'script':
      return scriptPage(`location.replace(${JSON.stringify(location)})`, html``);
    case 'form-post': {
      const inputs = [...searchParams].map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
      );
      target.search = '';
      return scriptPage(
        'document.forms[0].submit()',
        html`<form method="post" action="${target.href}">${inputs}</form>`,
      );
    }
    default:
      return answer;
  }
  return { ...answer, headers: { ...answer.headers, location: target.href } };
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
