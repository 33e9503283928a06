import type { TokenRecord } from '../flow/flow-event.ts';
import type { FlowState } from '../flow/flow-state.ts';
import { isDpopType } from '../oauth/dpop-proof.ts';
import { parseObject } from '../oauth/token-response.ts';

/** What a token is bound to, so that nobody else can use it. */
export interface TokenBinding {
  by: 'dpop' | 'mtls';
  /** of the key or the certificate, as the bank wrote it; `undefined` where it only named the token's type */
  thumbprint: string | undefined;
  told: 'in_token' | 'by_introspection' | 'by_type';
  /** with what the flow has in use; `undefined` where one of the two is not known */
  agrees: boolean | undefined;
}

/**
 * What an access token of a flow is bound to, as it says itself, else as the bank said when it was asked, else as its
 * type says; `undefined` where nothing says so: whoever has it can use it.
 *
 * @param certificate SHA-256 thumbprint of the client certificate in use, where it is known
 * @see RFC 9449 §6, RFC 8705 §3
 */
export function tokenBinding(
  { secret, token_type, jwt }: TokenRecord,
  { started, calls }: Pick<FlowState, 'started' | 'calls'>,
  certificate?: string,
): TokenBinding | undefined {
  const asked = calls.findLast(
    ({ purpose, uses, outcome }) =>
      purpose === 'introspection' && uses === secret.id && outcome === 'api_ok',
  );
  const sources = [
    ['in_token', jwt?.claims.cnf],
    ['by_introspection', parseObject(asked?.answer?.body ?? '')?.cnf],
  ] as const;
  for (const [told, cnf] of sources) {
    for (const [member, by, own] of [
      ['jkt', 'dpop', started.dpopKey?.thumbprint],
      ['x5t#S256', 'mtls', certificate],
    ] as const) {
      const thumbprint = (cnf as Record<string, unknown> | null | undefined)?.[member];
      if (typeof thumbprint !== 'string') continue;
      return { by, thumbprint, told, agrees: own === undefined ? undefined : thumbprint === own };
    }
  }
  return isDpopType(token_type)
    ? { by: 'dpop', thumbprint: undefined, told: 'by_type', agrees: undefined }
    : undefined;
}
