import { secretMark } from '../../core/flow/secret.ts';
import type { RequestDraft } from '../../core/oauth/request-draft.ts';

/** Stands for the assertion that the worker will sign; `undefined` where the client proves itself otherwise. */
export function assertionMark({
  clientAuthentication,
  clientKey,
}: Pick<RequestDraft, 'clientAuthentication' | 'clientKey'>): string | undefined {
  const signs =
    clientAuthentication === 'client_secret_jwt' ||
    (clientAuthentication === 'private_key_jwt' && clientKey !== undefined);
  return signs ? secretMark({ kind: 'client_assertion', fingerprint: '' }) : undefined;
}
