import * as z from 'zod';
import { type Answer, jsonAnswer, methodNotAllowed } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import type { Verbs } from './control.ts';
import type { RequestLog } from './request-log.ts';

/**
 * Answers `POST /<verb>` and `GET /log`. Only this computer may ask, and only with a JSON body: no
 * web page can send that to another origin without a preflight, which is never granted.
 */
export function answerControlRequest(
  request: PracticeRequest,
  verbs: Verbs,
  log: RequestLog,
): Answer {
  if (!isLoopback(request.raw.incoming.socket.remoteAddress)) {
    return jsonAnswer(403, { error: 'Only this computer may use the control.' });
  }
  const verb = request.path.slice(1);
  if (verb === 'log') {
    return request.method === 'GET' ? jsonAnswer(200, log.entries()) : methodNotAllowed('GET');
  }
  if (!isVerb(verbs, verb)) {
    return jsonAnswer(404, { error: 'No such verb.', verbs: [...Object.keys(verbs), 'log'] });
  }
  if (request.method !== 'POST') return methodNotAllowed('POST');
  if (request.contentType !== 'application/json') {
    return jsonAnswer(415, { error: 'Send the argument as application/json.' });
  }
  try {
    return jsonAnswer(200, verbs[verb](JSON.parse(request.body.toString('utf8'))));
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return jsonAnswer(400, { error: 'The body is not JSON.' });
    throw error;
  }
}

function isVerb(verbs: Verbs, name: string): name is keyof Verbs {
  return Object.hasOwn(verbs, name);
}

/** Whether an address of a socket is one of this computer's own. @see RFC 1122 §3.2.1.3 (g) */
export function isLoopback(address: string | undefined): boolean {
  return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address ?? '');
}
