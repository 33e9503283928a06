import type { Clock } from '../../core/time.ts';
import type { Send } from '../../engine/effects.ts';
import { createSender } from '../../engine/http-sender.ts';
import { isFirefox, mayReach } from '../browser.ts';
import { answerProtocol } from './answer-protocol.ts';
import type { NetworkReasons } from './network-reason.ts';
import { watchRedirect } from './redirect-watch.ts';

const TIME_LIMIT_MS = 20_000;
const SIZE_LIMIT = 1_048_576;

/** Sends by the worker's own `fetch`, with what the browser tells besides. */
export function browserSender(clock: Clock, reasons: NetworkReasons): Send {
  return createSender({
    fetch: (...request) => fetch(...request),
    clock,
    timeLimitMs: TIME_LIMIT_MS,
    sizeLimit: SIZE_LIMIT,
    ...(isFirefox && { credentialsForCertificate: 'include' as const }),
    mayReach,
    watchRedirect,
    protocolOf: answerProtocol,
    reasonFor: (address, sinceMs) => reasons.reasonFor(address, sinceMs),
  });
}
