import type { HappeningOf } from '../../core/flow/flow-event.ts';
import { type FlowState, foldFlow, isHeld } from '../../core/flow/flow-state.ts';
import { createBackgroundClient } from '../background-client.ts';
import { message, onWorkerMessage, sendToWorker } from '../browser.ts';

const client = createBackgroundClient({ send: sendToWorker, onMessage: onWorkerMessage });
const place = document.getElementById('held');

/** Draws where the flow stands that the address names; with `/send`, posts what was released. */
async function draw(): Promise<void> {
  const [flowId = '', task] = location.hash.slice(1).split('/');
  if (task === 'send' && (await send(flowId))) return;
  const { events } = await client.ask('readFlow', { flowId });
  const flow = foldFlow(events);
  const [title, ...sentences] = flow?.hold ? words(flow, flow.hold) : [message('held_gone')];
  document.title = title;
  const heading = Object.assign(document.createElement('h1'), { textContent: title });
  const paragraphs = sentences.map((textContent) =>
    Object.assign(document.createElement('p'), { textContent }),
  );
  place?.replaceChildren(heading, ...paragraphs);
}

function words(flow: FlowState, hold: HappeningOf<'hold_set'>): [string, ...string[]] {
  const { bank } = flow.started;
  const app = hostOf(hold.redirectUri);
  const kept = message('held_app_got_nothing', app);
  if (isHeld(flow)) {
    const time = new Date(hold.untilMs).toLocaleTimeString([], { timeStyle: 'short' });
    return flow.redirect?.held
      ? [message('held_title'), message('held_for', bank, app), message('held_until', time)]
      : [message('held_unread_title'), kept, message('held_unread', app)];
  }
  if (flow.phase === 'released') return [message('held_released', app)];
  if (flow.redirect?.code_use === 'sent') return [message('held_exchanged'), kept];
  if (flow.redirect?.code_use === 'discarded') return [message('held_discarded'), kept];
  return [message('held_over'), kept];
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host || address : address;
}

/** Posts a released answer to the app, as the bank's page would have. False when there is none to send. */
async function send(flowId: string): Promise<boolean> {
  const { answer } = await client.ask('takeReleased', { flowId });
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

client.listen((event) => {
  if (event.event !== 'settings_changed') void draw();
});
addEventListener('hashchange', () => void draw());
void draw();
