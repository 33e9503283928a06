import type { AuthorizationRequest } from './authorization-request.ts';
import { addQuery } from './build-request.ts';
import type { FlowPlan } from './request-draft.ts';

/**
 * The authorization request that the browser opens when the real one is an object or a reference: whose it is,
 * what stands for the rest, and what the bank wants to see beside an object.
 *
 * @see RFC 9101 §5, RFC 9126 §4
 */
export function carriedRequest(
  { profile }: FlowPlan,
  plain: AuthorizationRequest,
  name: 'request' | 'request_uri',
  value: string,
): AuthorizationRequest {
  const { beside = [] } = profile.requestObject ?? {};
  const names = name === 'request' ? ['client_id', ...beside] : ['client_id'];
  const parameters = [
    ...plain.parameters.filter((one) => names.includes(one.name)),
    { name, value },
  ];
  // What the bank's own address says of the server that is meant stays.
  const own = plain.ownQuery === undefined ? '' : `?${plain.ownQuery}`;
  const address = `${plain.endpoint}${own}`;
  return { endpoint: plain.endpoint, parameters, url: addQuery(address, parameters) };
}
