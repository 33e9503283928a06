import { givenValue } from '../given-parameter.ts';
import { instantText } from '../instant-text.ts';
import type { AuthorizationRequestSubject } from '../lint-authorization-request.ts';
import type { Rule } from '../rule.ts';

/** What it takes to tell: anything of the request but this parameter may be missing. */
type RequestUriSubject = Pick<AuthorizationRequestSubject, 'history' | 'nowMs'> & {
  request: Pick<AuthorizationRequestSubject['request'], 'parameters'>;
};

export const parRequestUriStale: Rule<RequestUriSubject> = {
  id: 'AQ23',
  slug: 'par-request-uri-stale',
  severity: 'error',
  actor: 'you',
  source: 'RFC 9126 §2.2, §4',
  *check({ request: { parameters }, history, nowMs = 0 }) {
    if (!history || givenValue(parameters, 'request_uri') === undefined) return;
    const { requestUriUsed = false, requestUriEndsAtMs = Number.POSITIVE_INFINITY } = history;
    if (!requestUriUsed && nowMs < requestUriEndsAtMs) return;
    const end = Number.isFinite(requestUriEndsAtMs) ? instantText(requestUriEndsAtMs / 1000) : '–';
    yield { facts: [requestUriUsed ? '1' : '0', end] };
  },
};
