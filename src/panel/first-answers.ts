import { sendToWorker } from './browser.ts';

const FIRST = { request: 'readFirst', params: {} };
let asked: Promise<unknown> | undefined;

/** Asks for what a panel knows before it draws its list. Call once. */
export function askFirst(): void {
  asked = sendToWorker(FIRST);
  // Whoever takes the answer hears what is wrong.
  asked.catch(() => undefined);
}

/** Sends a message to the worker; what was asked at first is not asked again, once. */
export function sendOrTakeFirst(message: unknown): Promise<unknown> {
  const { request } = message as { request: string };
  if (!asked || request !== FIRST.request) return sendToWorker(message);
  const answer = asked;
  asked = undefined;
  return answer;
}
