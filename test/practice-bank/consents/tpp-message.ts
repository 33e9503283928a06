import { type Answer, jsonAnswer } from '../http/answer.ts';

/** Message codes of the Berlin Group that the practice banks use, with the status each comes with. */
const statuses = {
  FORMAT_ERROR: 400,
  PERIOD_INVALID: 400,
  TOKEN_UNKNOWN: 401,
  TOKEN_INVALID: 401,
  TOKEN_EXPIRED: 401,
  CONSENT_INVALID: 401,
  CONSENT_EXPIRED: 401,
  CONSENT_UNKNOWN: 403,
  SERVICE_BLOCKED: 403,
  RESOURCE_UNKNOWN: 404,
  STATUS_INVALID: 409,
} as const;

export type TppMessageCode = keyof typeof statuses;

/** The error answer of a Berlin-Group-like API. @see NextGenPSD2 Implementation Guidelines 1.3 §4.13 */
export function tppMessage(code: TppMessageCode, text: string): Answer {
  return jsonAnswer(statuses[code], { tppMessages: [{ category: 'ERROR', code, text }] });
}
