import type { Grant } from '../../core/banks/grant.ts';
import { notYetCaptured } from '../../core/flow/captured-of.ts';
import { isStepwise, plannedSteps } from '../../core/flow/flow-steps.ts';
import { maskRequest } from '../../core/flow/mask.ts';
import { type Finding, mergeFindings } from '../../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../core/lint/lint-authorization-request.ts';
import { lintTokenRequest } from '../../core/lint/lint-token-request.ts';
import { plannedUse } from '../../core/lint/planned-use.ts';
import {
  type AuthorizationRequest,
  type AuthorizationRequestFailure,
  buildAuthorizationRequest,
} from '../../core/oauth/authorization-request.ts';
import type { HttpRequest } from '../../core/oauth/http-message.ts';
import type { Parameter } from '../../core/oauth/parameter.ts';
import { buildWorkerRequest, type RequestFailure } from '../../core/oauth/token-request.ts';
import { inWords } from '../bank-texts.ts';
import { assertionMark } from './assertion-mark.ts';
import { type CarriedPreview, carriedPreview } from './carried-preview.ts';
import { type DraftForm, usesClientSecret } from './draft-form.ts';
import { withAddress, withoutRequirements } from './half-filled.ts';
import { formClient, lintPlace, type Surroundings } from './lint-form.ts';

/** What a form amounts to before anything is sent. */
export type Preview =
  | {
      kind: 'authorization';
      request: AuthorizationRequest;
      carried?: CarriedPreview | undefined;
      findings: Finding[];
    }
  /** the request is for showing: its client secret is masked */
  | { kind: 'token'; request: HttpRequest; findings: Finding[] }
  /** several requests in turn; that of the redirect, where nothing of it comes from the steps before */
  | {
      kind: 'steps';
      steps: ReturnType<typeof plannedSteps>;
      request?: AuthorizationRequest | undefined;
      carried?: CarriedPreview | undefined;
      /** what the redirect will carry, as far as the form tells */
      parameters: Parameter[];
      findings: Finding[];
    }
  /** the address itself lacks values: variables by label, others by name */
  | {
      kind: 'incomplete';
      grant: Grant;
      missing: string[];
      parameters: Parameter[];
      findings: Finding[];
    }
  /** the profile has no request for the chosen grant */
  | { kind: 'none' };

/** One request, or why there is none yet. */
type Built = Extract<Preview, { kind: 'authorization' | 'token' | 'incomplete' | 'none' }>;

const NOTHING: Surroundings = { clients: [], profiles: [] };

/** Builds what the form would send; lints it, the place it goes to, and whether the client suits that. */
export async function buildPreview(form: DraftForm, around = NOTHING): Promise<Preview> {
  const { profile, draft } = form;
  const byRedirect = draft.grant === 'authorization_code';
  const plain = byRedirect
    ? await previewAuthorization(form, around)
    : previewTokenRequest(form, around);
  const place = lintPlace(form, around);
  const findings = plain.kind === 'none' ? place : mergeFindings(plain.findings, place);
  if (isStepwise({ profile, draft })) {
    const steps = plannedSteps({ profile, draft });
    const request = plain.kind === 'authorization' ? plain.request : undefined;
    const carried = request && carriedPreview(form, request);
    return { kind: 'steps', steps, request, carried, parameters: parametersOf(plain), findings };
  }
  return plain.kind === 'none' ? plain : { ...plain, findings };
}

async function previewAuthorization(form: DraftForm, around: Surroundings): Promise<Built> {
  const { profile, draft, secrets } = form;
  const open = withoutRequirements(profile);
  const captured = notYetCaptured({ profile, draft });
  const built = await buildAuthorizationRequest({ profile: open, draft }, secrets, captured);
  if (!built.ok) {
    const plan = { profile: withAddress(open), draft };
    const alone = await buildAuthorizationRequest(plan, secrets, captured);
    return notBuilt(form, built.error, alone.ok ? alone.value.parameters : []);
  }
  const request = built.value;
  const use = { ...plannedUse({ profile, draft }), client: formClient(form, around) };
  return {
    kind: 'authorization',
    request,
    carried: carriedPreview(form, request),
    findings: lintAuthorizationRequest({ request, ...use }),
  };
}

function previewTokenRequest(form: DraftForm, around: Surroundings): Built {
  const { profile, draft, secrets } = form;
  const [name = ''] = profile.grants.client_credentials ?? [];
  const plan = { profile, draft };
  const value = usesClientSecret(draft) ? secrets.clientSecret : '';
  const relaxed = { profile: withoutRequirements(profile), draft };
  const built = buildWorkerRequest(relaxed, name, {
    clientSecret: value,
    // Signed by the worker, when the request goes out.
    clientAssertion: assertionMark(draft),
  });
  if (!built.ok) return notBuilt(form, built.error);
  const request = built.value;
  const client = formClient(form, around);
  const reference = {
    id: '',
    kind: 'client_secret',
    length: value.length,
    fingerprint: '',
  } as const;
  return {
    kind: 'token',
    request: maskRequest(request, value === '' ? [] : [{ reference, value }]),
    findings: lintTokenRequest({ request, plan, purpose: 'client_credentials', client }),
  };
}

/** What the redirect of a preview carries. */
export function parametersOf(preview: Preview | undefined): Parameter[] {
  switch (preview?.kind) {
    case 'authorization':
      return preview.request.parameters;
    case 'steps':
    case 'incomplete':
      return preview.parameters;
    default:
      return [];
  }
}

function notBuilt(
  { profile, draft }: DraftForm,
  failure: AuthorizationRequestFailure | RequestFailure,
  parameters: Parameter[] = [],
): Extract<Built, { kind: 'incomplete' | 'none' }> {
  if (failure.kind !== 'missing_values') return { kind: 'none' };
  const missing = failure.names.map((name) => inWords(profile.variables[name]?.label ?? name));
  return { kind: 'incomplete', grant: draft.grant, missing, parameters, findings: [] };
}
