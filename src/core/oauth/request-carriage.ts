import type { FlowPlan } from './request-draft.ts';

/** How an authorization request gets to the bank: neither is a plain query. */
export interface RequestCarriage {
  /** our worker hands it in, and the browser opens a reference to it. RFC 9126 */
  pushed: boolean;
  /** it is a JWT that the client signs. RFC 9101 */
  object: boolean;
}

/** As the person chose, else as the bank demands. A request that brings an object or a reference of its own goes plainly. */
export function requestCarriage({ profile, draft }: FlowPlan): RequestCarriage {
  const { pushed, requestObject, edits, extra } = draft;
  const brings = (name: string) =>
    Boolean(edits[name]) || extra.some((one) => one.name === name && one.value !== '');
  const isReference = brings('request_uri');
  return {
    pushed: !isReference && (pushed ?? profile.pushedRequests === 'required'),
    object:
      !isReference &&
      !brings('request') &&
      (requestObject ?? profile.requestObject?.requirement === 'required'),
  };
}
