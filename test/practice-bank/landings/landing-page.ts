import { type Answer, redirectAnswer } from '../http/answer.ts';
import { html } from '../http/html.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { actingPage } from './landing-bank.ts';

/** Redirect URIs of the practice app that do away with the answer at once, each in its own way. */
const pages: Record<string, (request: PracticeRequest) => Answer> = {
  'replace-state': () => actingPage("history.replaceState(null, '', '/done')", html`<p>Done.</p>`),
  'location-replace': () => actingPage("location.replace('/done')"),
  'strip-by-redirect': () => redirectAnswer('/done'),
  forward: ({ query }) => redirectAnswer(`/finish?${query}`),
  'no-content': () => ({ status: 204, headers: {}, body: '' }),
};

/** `undefined` for another path. */
export function answerLandingPage(request: PracticeRequest): Answer | undefined {
  const [, folder, name = ''] = request.path.split('/');
  return folder === 'landing' ? pages[name]?.(request) : undefined;
}
