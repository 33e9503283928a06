import { type Answer, htmlAnswer, jsonAnswer, redirectAnswer } from '../http/answer.ts';
import { type Html, html } from '../http/html.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { randomText } from '../random-text.ts';

/** The host on which this bank answers; its hops stand below it. */
export const landingHost = 'landings.localhost';

/** How the bank's answer gets to the redirect URI, by the last part of the authorization endpoint's path. */
type Deliver = (request: PracticeRequest, answer: URLSearchParams, redirectUri: string) => Answer;

const deliveries: Record<string, Deliver> = {
  query: (_request, answer, uri) => redirectAnswer(`${uri}?${answer}`),
  fragment: (_request, answer, uri) => redirectAnswer(`${uri}#${answer}`),
  'form-post': (_request, answer, uri) => {
    const inputs = [...answer].map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    );
    return actingPage('document.forms[0].submit()', formTo(uri, inputs));
  },
  signed: (_request, answer, uri) => redirectAnswer(`${uri}?response=${signed(answer)}`),
  script: (_request, answer, uri) => actingPage(`location.href = ${text(`${uri}?${answer}`)}`),
  meta: (_request, answer, uri) =>
    actingPage('', html`<meta http-equiv="refresh" content="0; url=${`${uri}?${answer}`}">`),
  popup: (_request, answer, uri) =>
    actingPage(`window.open(${text(`${uri}?${answer}`)}, 'answer', 'width=400,height=400')`),
  'other-tab': (_request, answer, uri) =>
    actingPage(`window.open(${text(`${uri}?${answer}`)}, '_blank', 'noopener')`),
  chain: (request, answer, uri) => redirectAnswer(hop(request, 1, `${uri}?${answer}`)),
};

/**
 * A bank for tests of the redirect: it takes any redirect URI, asks nothing but "Approve", and answers in
 * the style that its authorization endpoint is named after. Its codes open nothing.
 */
export function answerLandingRequest(request: PracticeRequest): Answer {
  const [, page, style = ''] = request.path.split('/');
  const { query } = request;
  if (page === 'hop') return nextHop(request, Number(style));
  const deliver = deliveries[style];
  if (!deliver) return jsonAnswer(404, { error: 'not_found', styles: Object.keys(deliveries) });
  if (page === 'authorize') return htmlAnswer(200, approvalPage(`/answer/${style}?${query}`));
  if (page !== 'answer') return jsonAnswer(404, { error: 'not_found' });
  const answer = new URLSearchParams(
    query.get('decision') === 'refuse'
      ? { error: 'access_denied', error_description: 'The user said no.' }
      : { code: `fake-code-${randomText(20)}` },
  );
  const state = query.get('state');
  if (state !== null) answer.set('state', state);
  return deliver(request, answer, query.get('redirect_uri') ?? '');
}

function approvalPage(address: string): Html {
  return html`<!doctype html><title>Practice bank</title>
<p><a id="approve" href="${address}">Approve</a> <a id="refuse" href="${address}&decision=refuse">Refuse</a></p>`;
}

/** Three more hosts between the bank and the redirect URI, as identity providers put there. */
function nextHop(request: PracticeRequest, count: number): Answer {
  const target = request.query.get('to') ?? '';
  return redirectAnswer(count < 3 ? hop(request, count + 1, target) : target);
}

function hop({ headers }: PracticeRequest, count: number, target: string): string {
  const port = /:\d+$/.exec(headers.host ?? '')?.[0] ?? '';
  const to = new URLSearchParams({ to: target });
  return `http://hop${count}.${landingHost}${port}/hop/${count}?${to}`;
}

/** The answer as one unsigned JWT in the form of a signed one. @see JARM §2.1 */
function signed(answer: URLSearchParams): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode(Object.fromEntries(answer))}.fake-signature`;
}

function formTo(action: string, inputs: Html[]): Html {
  return html`<form method="post" action="${action}">${inputs}</form>`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** A page that acts by itself. `<` is escaped, so that the script cannot end early. */
export function actingPage(script: string, content: Html = html``): Answer {
  const element = { markup: `<script>${script.replaceAll('<', '\\u003c')}</script>` };
  return htmlAnswer(200, html`<!doctype html><title>Practice bank</title>${content}${element}`, {
    'content-security-policy': "default-src 'none'; script-src 'unsafe-inline'",
  });
}
