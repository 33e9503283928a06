import type { Reply } from '../../contract/replies.ts';
import type { Params, RequestName } from '../../contract/requests.ts';
import { message, onWorkerMessage, sendToWorker } from '../browser.ts';
import { followLanguage } from '../language.ts';

const place = document.getElementById('held');

async function ask<Name extends RequestName>(
  request: Name,
  params: Params<Name>,
): Promise<Reply<Name>> {
  return (await sendToWorker({ request, params })) as Reply<Name>;
}

/** Draws where the flow stands that the address names; with `/send`, posts what was released. */
async function draw(): Promise<void> {
  const [flowId = '', task] = location.hash.slice(1).split('/');
  if (task === 'send' && (await send(flowId))) return;
  const { held } = await ask('readHeld', { flowId });
  const [title = '', ...sentences] = held ? words(held) : [message('held_gone')];
  document.title = title;
  const heading = Object.assign(document.createElement('h1'), { textContent: title });
  const paragraphs = sentences.map((textContent) =>
    Object.assign(document.createElement('p'), { textContent }),
  );
  place?.replaceChildren(heading, ...paragraphs);
}

function words({ bank, app, state, untilMs }: NonNullable<Reply<'readHeld'>['held']>): string[] {
  const time = new Date(untilMs).toLocaleTimeString(message('locale_tag'), { timeStyle: 'short' });
  switch (state) {
    case 'held':
      return [message('held_title'), message('held_for', bank, app), message('held_until', time)];
    case 'unread':
      return [
        message('held_unread_title'),
        message('held_app_got_nothing', app),
        message('held_unread', app),
      ];
    case 'released':
      return [message('held_released', app)];
    default:
      return [message(`held_${state}`), message('held_app_got_nothing', app)];
  }
}

/** Posts a released answer to the app, as the bank's page would have. False when there is none to send. */
async function send(flowId: string): Promise<boolean> {
  const { answer } = await ask('takeReleased', { flowId });
  if (!answer) return false;
  const form = document.createElement('form');
  Object.assign(form, { method: 'post', action: answer.url, hidden: true });
  for (const { name, value } of answer.form) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  document.body.append(form);
  // A field may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
  return true;
}

followLanguage();
// Whatever the worker tells its panels may be about this flow.
onWorkerMessage(() => void draw());
addEventListener('hashchange', () => void draw());
void draw();
