import * as z from 'zod';
import { err, ok, type Result } from '../../../src/core/result.ts';
import type { Answer } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { tppMessage } from './tpp-message.ts';

const consentRequestSchema = z.object({
  access: z.record(z.string(), z.unknown()),
  recurringIndicator: z.boolean(),
  validUntil: z.iso.date(),
  frequencyPerDay: z.int().positive(),
  combinedServiceIndicator: z.boolean(),
});

/** What a client asks the user to consent to, as it goes over the wire. */
export type ConsentRequest = z.infer<typeof consentRequestSchema>;

/** The consent that a request wants to create. Fails with the answer that names the wrong member. */
export function readConsentRequest(
  request: PracticeRequest,
  nowMs: number,
): Result<ConsentRequest, Answer> {
  if (request.json === undefined) {
    return err(tppMessage('FORMAT_ERROR', 'The body must be an object in application/json'));
  }
  const parsed = consentRequestSchema.safeParse(request.json);
  if (!parsed.success) {
    const member = String(parsed.error.issues[0]?.path[0]);
    return err(tppMessage('FORMAT_ERROR', `The member ${member} is missing or wrong`));
  }
  if (endOfDayMs(parsed.data.validUntil) <= nowMs) {
    return err(tppMessage('PERIOD_INVALID', 'validUntil is in the past'));
  }
  return ok(parsed.data);
}

/** The end of an ISO date in UTC, in milliseconds since the epoch. */
export function endOfDayMs(isoDate: string): number {
  return Date.parse(isoDate) + 24 * 3600 * 1000;
}
