import { maskRequest } from '../../core/flow/mask.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../core/lint/lint-authorization-request.ts';
import { lintTokenRequest } from '../../core/lint/lint-token-request.ts';
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
} from '../../core/oauth/authorization-request.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import { buildWorkerRequest } from '../../core/oauth/token-request.ts';
import { type DraftForm, usesClientSecret } from './draft-form.ts';

/** What a form amounts to before anything is sent. */
export type Preview =
  | { kind: 'authorization'; request: AuthorizationRequest; findings: Finding[] }
  /** the request is for showing: its client secret is masked */
  | { kind: 'token'; request: HttpRequest; findings: Finding[] }
  /** the profile has no request for the chosen grant */
  | { kind: 'none' };

/** Builds and lints what the form would send. */
export function buildPreview(form: DraftForm): Promise<Preview> | Preview {
  return form.draft.grant === 'client_credentials'
    ? previewTokenRequest(form)
    : previewAuthorization(form);
}

async function previewAuthorization({ profile, draft, secrets }: DraftForm): Promise<Preview> {
  const built = await buildAuthorizationRequest({ profile, draft }, secrets);
  if (!built.ok) return { kind: 'none' };
  const { clientAuthentication } = draft;
  const request = built.value;
  const findings = lintAuthorizationRequest({
    request,
    profile,
    clientAuthentication,
  });
  return { kind: 'authorization', request, findings };
}

function previewTokenRequest({ profile, draft, secrets }: DraftForm): Preview {
  const [name = ''] = profile.grants.client_credentials ?? [];
  const plan = { profile, draft };
  const value = usesClientSecret(draft) ? secrets.clientSecret : '';
  const built = buildWorkerRequest(plan, name, { clientSecret: value });
  if (!built.ok) return { kind: 'none' };
  const request = built.value;
  const reference = {
    id: '',
    kind: 'client_secret',
    length: value.length,
    fingerprint: '',
  } as const;
  return {
    kind: 'token',
    request: maskRequest(request, value === '' ? [] : [{ reference, value }]),
    findings: lintTokenRequest({ request, plan, purpose: 'client_credentials' }),
  };
}
