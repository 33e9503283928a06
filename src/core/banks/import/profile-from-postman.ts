import { encodeParameters, type Parameter } from '../../oauth/parameter.ts';
import { err, ok, type Result } from '../../result.ts';
import type { PostmanAuth } from './postman-auth.ts';
import { profileFromAuthorizationUrl } from './profile-from-authorization-url.ts';
import { profileFromTokenCommand } from './profile-from-curl.ts';
import type { LeftOut, ProfileProposal, ProposalFault } from './proposal.ts';
import type { ProfileFile } from './read-profile-files.ts';
import { isStandIn } from './secret-text.ts';
import { isWebAddress, type TokenCommand } from './token-command.ts';

const SOURCES = [{ title: 'A Postman authorization that was imported', confidence: 'observed' }];
const REDIRECTS = ['authorization_code', 'authorization_code_with_pkce'];

/**
 * An own profile, a child of `oidc`, from the OAuth settings of a Postman collection, and the values of these
 * settings for the form. Secrets and tokens in them are left out.
 */
export function profileFromPostman(
  auth: PostmanAuth,
  id: string,
  liveHosts: readonly string[] = [],
): Result<ProfileProposal, ProposalFault[]> {
  const { values } = auth;
  // Postman leaves out what was not changed from its first choice.
  const { grant_type: grant = 'authorization_code', authUrl = '', accessTokenUrl = '' } = values;
  const redirects = REDIRECTS.includes(grant);
  if (!redirects && grant !== 'client_credentials') {
    return err([{ kind: 'unknown_grant', facts: [grant] }]);
  }
  const addresses = { ...(redirects ? { authUrl } : {}), accessTokenUrl };
  const faults = Object.entries(addresses).flatMap(([name, address]): ProposalFault[] => {
    if (address === '') return [{ kind: 'no_postman_member', facts: [name] }];
    return isWebAddress(address) ? [] : [{ kind: 'not_an_address', facts: [address] }];
  });
  if (faults.length > 0) return err(faults);
  const token = profileFromTokenCommand(tokenCommand(auth, redirects), id, liveHosts);
  const label = 'From a Postman collection';
  const secret: LeftOut[] = ['clientSecret', 'password', 'accessToken', 'refreshToken']
    .filter((name) => values[name] !== undefined)
    .map((name) => ({ name, reason: 'secret' }));
  if (!redirects) {
    const file = { ...token.file, label, sources: SOURCES };
    return ok({ file, draft: token.draft, leftOut: merged(token.leftOut, secret) });
  }
  const authorize = profileFromAuthorizationUrl(authorizationUrl(auth), id, liveHosts);
  if (!authorize.ok) return authorize;
  const { file, draft, leftOut } = authorize.value;
  return ok({
    file: {
      ...token.file,
      ...file,
      label,
      ...mergedParts(token.file, file),
      clientAuthentication: token.file.clientAuthentication,
      clientCertificate: token.file.clientCertificate,
      sources: SOURCES,
    },
    draft: { ...draft, clientAuthentication: token.draft.clientAuthentication },
    leftOut: merged(leftOut, token.leftOut, secret),
  });
}

/** What both requests say something of: each knows the address that the other would have to ask for. */
function mergedParts(token: ProfileFile, authorize: ProfileFile): ProfileFile {
  const [own, other] = [partsOf(token), partsOf(authorize)];
  const [there, here] = [own.environments.sandbox, other.environments.sandbox];
  return {
    variables: { ...own.variables, ...other.variables, authorizationUrl: null, tokenUrl: null },
    environments: {
      sandbox: {
        ...there,
        ...here,
        endpoints: {
          tokenEndpoint: there?.endpoints.tokenEndpoint,
          authorizationEndpoint: here?.endpoints.authorizationEndpoint,
          apiBase: null,
        },
      },
    },
    requests: { ...own.requests, ...other.requests },
  };
}

interface Parts {
  variables: object;
  environments: Record<string, { endpoints: Record<string, unknown> }>;
  requests: object;
}

/** Both files were made here, and have these parts. */
function partsOf(file: ProfileFile): Parts {
  return file as unknown as Parts;
}

function authorizationUrl({ values, added }: PostmanAuth): string {
  const { grant_type, authUrl = '', clientId = '', redirect_uri = '', scope = '' } = values;
  const parameters: Parameter[] = [
    { name: 'response_type', value: 'code' },
    { name: 'client_id', value: clientId },
    { name: 'redirect_uri', value: redirect_uri },
    { name: 'scope', value: scope },
    ...(grant_type === REDIRECTS[1]
      ? [
          { name: 'code_challenge', value: 'x' },
          { name: 'code_challenge_method', value: 'S256' },
        ]
      : []),
    ...parametersOf(added.authRequestParams).map(({ key: name, value }) => ({ name, value })),
  ];
  const given = parameters.filter(({ name, value }) => value !== '' || name === 'client_id');
  const plain = given.map(({ name, value }) => ({ name, value: isStandIn(value) ? '' : value }));
  return `${authUrl}${authUrl.includes('?') ? '&' : '?'}${encodeParameters(plain, 'percent')}`;
}

function tokenCommand({ values, added }: PostmanAuth, redirects: boolean): TokenCommand {
  const { accessTokenUrl = '', clientId = '', clientSecret, client_authentication } = values;
  const { redirect_uri = '', scope = '', grant_type } = values;
  const inBody = client_authentication === 'body';
  const secret = clientSecret === undefined ? 'none' : undefined;
  const usual: Parameter[] = redirects
    ? [
        { name: 'grant_type', value: 'authorization_code' },
        { name: 'code', value: 'x' },
        { name: 'redirect_uri', value: redirect_uri },
        ...(grant_type === REDIRECTS[1] ? [{ name: 'code_verifier', value: 'x' }] : []),
      ]
    : [
        { name: 'grant_type', value: 'client_credentials' },
        ...(scope === '' ? [] : [{ name: 'scope', value: scope }]),
      ];
  const more = parametersOf(added.tokenRequestParams);
  const isHeader = ({ send_as }: { send_as: string }) => send_as === 'request_header';
  return {
    method: 'POST',
    url: accessTokenUrl,
    headers: more.filter(isHeader).map(({ key, value }) => [key, value]),
    placement: 'form',
    parameters: [
      ...usual,
      ...(inBody || secret ? [{ name: 'client_id', value: clientId }] : []),
      ...more.filter((one) => !isHeader(one)).map(({ key, value }) => ({ name: key, value })),
    ],
    clientAuthentication: secret ?? (inBody ? 'client_secret_post' : 'client_secret_basic'),
    clientId: isStandIn(clientId) ? '' : clientId,
    purpose: redirects ? 'exchange' : 'clientCredentials',
    files: [],
    ignored: [],
  };
}

function parametersOf(added: PostmanAuth['added'][string] | undefined) {
  return added ?? [];
}

function merged(...lists: readonly LeftOut[][]): LeftOut[] {
  return [...new Map(lists.flat().map((one) => [`${one.reason} ${one.name}`, one])).values()];
}
