import { jsonAnswer, type Outcome } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { sendHostile } from './hostile-answer.ts';
import { type HostileCase, hostileCaseNames, hostileCases } from './hostile-cases.ts';

/** The host to which one of the cases redirects: its log tells whether anybody followed. */
const otherHost = 'other.hostile.localhost';

/** Whether a host is the hostile bank's. */
export function isHostileHost(host: string): boolean {
  return host === 'hostile.localhost' || host === otherHost;
}

/**
 * A bank whose token endpoints answer as badly as can be. The case stands in the path,
 * `/<case>/token`, so that all of them can be asked at once.
 *
 * @param port where the practice bank listens
 */
export function createHostileBank(port: number) {
  return (request: PracticeRequest): Outcome => {
    const name =
      request.host === otherHost ? 'ordinary' : /^\/([^/]+)\/token$/.exec(request.path)?.[1];
    if (name === undefined || !isCase(name)) {
      return { kind: 'answered', answer: jsonAnswer(404, { error: 'no_such_case' }) };
    }
    const written = hostileCases[name];
    const asked = { port, body: request.body.toString('utf8') };
    const answer = typeof written === 'function' ? written(asked) : written;
    return { kind: 'sent', status: sendHostile(request.raw.outgoing, answer) };
  };
}

function isCase(name: string): name is HostileCase {
  return hostileCaseNames.some((known) => known === name);
}
