import type { InteractionDetails, Provider } from 'oidc-provider';
import { practiceCredentials } from '../clients.ts';
import { type Answer, htmlAnswer, redirectAnswer } from '../http/answer.ts';
import type { PracticeRequest } from '../http/practice-request.ts';
import { consentPage, loginPage, problemPage } from './pages.ts';
import { practiceAccountId } from './provider-configuration.ts';

/** What the pages of one bank need to know of it. */
export interface InteractionSite {
  name: string;
  /** The resource whose scopes a consent grants. */
  resource: string;
  /** Whether nobody is asked. */
  approveAtOnce: boolean;
}

/**
 * Answers `/interaction/<uid>`: the login and consent pages, and what is posted from them. A post
 * goes on to the provider with 303.
 */
export async function answerInteraction(
  provider: Provider,
  request: PracticeRequest,
  { name, resource, approveAtOnce }: InteractionSite,
): Promise<Answer> {
  const details = await findInteraction(provider, request);
  if (details === undefined || request.path !== `/interaction/${details.uid}`) {
    return htmlAnswer(400, problemPage(name, 'session_ended', 'Start again from the application.'));
  }
  const isPost = request.method === 'POST';
  if (details.prompt.name === 'login') {
    const isTyped = isPost && request.form.has('user');
    if (!isTyped && !approveAtOnce) return htmlAnswer(200, loginPage(name, request.path));
    if (isTyped && !areRight(request.form)) {
      return htmlAnswer(200, loginPage(name, request.path, 'Wrong user ID or password'));
    }
    return finish(provider, request, { login: { accountId: practiceAccountId } });
  }
  const { client_id: clientId = '', scope = '', claims } = details.params;
  const asked: object[] = JSON.parse(details.params.authorization_details ?? '[]');
  const isDecided = isPost && request.form.has('decision');
  if (!isDecided && !approveAtOnce) {
    const scopes = scope.split(' ').filter((value) => value !== '');
    return htmlAnswer(200, consentPage(name, request.path, clientId, scopes, asked));
  }
  if (isDecided && request.form.get('decision') !== 'approve') {
    return finish(provider, request, {
      error: 'access_denied',
      error_description: 'the user refused the access',
    });
  }
  const grant = new provider.Grant({ accountId: practiceAccountId, clientId });
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  for (const detail of asked) grant.addRar(detail);
  if (claims !== undefined) grant.addOIDCClaims(claimNames(claims));
  return finish(provider, request, { consent: { grantId: await grant.save() } });
}

/** The interaction of the request's cookie, or `undefined` when there is none. */
async function findInteraction(
  provider: Provider,
  { raw }: PracticeRequest,
): Promise<InteractionDetails | undefined> {
  const { errors } = await import('oidc-provider');
  try {
    return await provider.interactionDetails(raw.incoming, raw.outgoing);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

async function finish(
  provider: Provider,
  { raw }: PracticeRequest,
  result: object,
): Promise<Answer> {
  const options = { mergeWithLastSubmission: true };
  const { incoming, outgoing } = raw;
  return redirectAnswer(await provider.interactionResult(incoming, outgoing, result, options), 303);
}

function areRight(form: URLSearchParams): boolean {
  const { user, password } = practiceCredentials;
  return form.get('user') === user && form.get('password') === password;
}

/** The names in a `claims` parameter. @see OpenID Connect Core 1.0 §5.5 */
function claimNames(claims: string): string[] {
  return Object.values(JSON.parse(claims)).flatMap((members) => Object.keys(members ?? {}));
}
