import type { BankAddresses } from './bank-addresses.ts';
import { type Answer, htmlAnswer } from './http/answer.ts';
import { html } from './http/html.ts';
import type { PracticeRequest } from './http/practice-request.ts';
import { answerAppRequest, COUNT_PAGE, SCRIPTED } from './practice-app.ts';

/**
 * The practice app on a host of its own with a service worker, which `/with-worker` registers. The worker
 * answers the callback from its cache or from the network, as its host says. Three counters in the log
 * tell apart who saw an answer: `/callback` the server, `/seen/page` the page's script, `/seen/worker` the
 * worker.
 */
export function answerWorkerAppRequest(request: PracticeRequest, addresses: BankAddresses): Answer {
  switch (request.path) {
    case '/with-worker':
      return htmlAnswer(200, html`<!doctype html><title>No worker yet</title>${REGISTER}`, {
        'content-security-policy': SCRIPTED,
      });
    case '/worker.js':
      return {
        status: 200,
        headers: { 'content-type': 'text/javascript', 'cache-control': 'no-store' },
        body: workerScript(request.host.startsWith('sw-cache')),
      };
    case '/shell':
      return htmlAnswer(200, html`<!doctype html><title>From the cache</title>${COUNT_PAGE}`, {
        'content-security-policy': SCRIPTED,
      });
    default:
      return answerAppRequest(request, addresses);
  }
}

const REGISTER = {
  markup: `<script>
navigator.serviceWorker.register('/worker.js');
navigator.serviceWorker.ready.then(() => { document.title = 'Worker ready' });
</script>`,
};

function workerScript(fromCache: boolean): string {
  const answer = fromCache ? "caches.match('/shell')" : 'fetch(event.request)';
  return `
addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open('shell').then((cache) => cache.add('/shell')));
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname !== '/callback') return;
  event.respondWith(fetch('/seen/worker', { method: 'POST' }).then(() => ${answer}));
});
`;
}
