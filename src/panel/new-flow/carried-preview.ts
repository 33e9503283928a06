import { maskRequest } from '../../core/flow/mask.ts';
import { secretMark } from '../../core/flow/secret.ts';
import type { AuthorizationRequest } from '../../core/oauth/authorization-request.ts';
import { carriedRequest } from '../../core/oauth/carried-request.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import type { JwtContent } from '../../core/oauth/jwt-content.ts';
import { buildPushedRequest } from '../../core/oauth/pushed-request.ts';
import { requestCarriage } from '../../core/oauth/request-carriage.ts';
import { buildRequestObject } from '../../core/oauth/request-object.ts';
import { assertionMark } from './assertion-mark.ts';
import { detailValues } from './detail-values.ts';
import { type DraftForm, usesClientSecret } from './draft-form.ts';

/** What becomes of an authorization request that does not go to the bank as a plain query. */
export interface CarriedPreview {
  /** an example, unsigned: its instants are seconds from the moment of signing */
  object?: JwtContent;
  /** claims that are no parameters of the request */
  added: string[];
  /** the call of the worker, with secrets masked; absent where nothing is pushed, or there is no address for it */
  pushed?: HttpRequest | undefined;
  /** what the browser opens in the end; `{request_uri}` stands for the bank's answer */
  opened: Pick<AuthorizationRequest, 'endpoint' | 'parameters'>;
}

const OBJECT = secretMark({ kind: 'request_object', fingerprint: '' });

/** `undefined` where the request goes as it stands. */
export function carriedPreview(
  { profile, draft, secrets }: DraftForm,
  plain: AuthorizationRequest,
): CarriedPreview | undefined {
  const plan = { profile, draft };
  const carriage = requestCarriage(plan);
  if (!carriage.pushed && !carriage.object) return undefined;
  const { header, claims } = buildRequestObject(plan, plain, {
    now: 0,
    jti: '{jti}',
    captured: detailValues(plan),
  });
  const names = new Set(plain.parameters.map(({ name }) => name));
  const value = usesClientSecret(draft) ? secrets.clientSecret : '';
  const pushed = carriage.pushed
    ? buildPushedRequest(plan, plain, carriage.object ? OBJECT : undefined, {
        clientSecret: value,
        clientAssertion: assertionMark(draft),
      })
    : undefined;
  const reference = {
    id: '',
    kind: 'client_secret',
    length: value.length,
    fingerprint: '',
  } as const;
  const known = value === '' ? [] : [{ reference, value }];
  return {
    ...(carriage.object && { object: { header, claims } }),
    added: Object.keys(claims).filter((name) => !names.has(name)),
    ...(pushed?.ok && { pushed: maskRequest(pushed.value, known) }),
    opened: carriage.pushed
      ? carriedRequest(plan, plain, 'request_uri', '{request_uri}')
      : carriedRequest(plan, plain, 'request', OBJECT),
  };
}
