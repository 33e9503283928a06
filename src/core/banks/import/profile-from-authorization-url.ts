import { type Encoding, encode, type Parameter, parseParameters } from '../../oauth/parameter.ts';
import { err, ok, type Result } from '../../result.ts';
import { liveMark } from '../live-hosts.ts';
import type { ParameterTemplate } from '../request-template.ts';
import { readPastedObject } from './pasted-request-object.ts';
import {
  type LeftOut,
  LiteralTemplates,
  literalAddress,
  type ProfileProposal,
  type ProposalFault,
} from './proposal.ts';
import { withoutSecretText, withoutSecretValue } from './secret-text.ts';
import { withWholeSigns } from './whole-signs.ts';

/** Parameters whose value belongs to one flow, and the place that stands for it. */
const PLACES: Record<string, string> = {
  client_id: '{clientId}',
  redirect_uri: '{redirectUri}',
  scope: '{scope}',
  state: '{state}',
  nonce: '{nonce}',
  code_challenge: '{codeChallenge}',
  code_challenge_method: '{codeChallengeMethod}',
};

/** One parameter of the pasted address: as it was written, and as it was meant. */
interface PastedParameter {
  name: string;
  value: string;
  written: string;
}

/**
 * An own profile, a child of `oidc`, from an authorization request that somebody made with another tool, and
 * the values of that request for the form. What the address cannot say, above all the token endpoint, becomes
 * a variable that asks. `state` is added where it is missing, since an answer is known again by it.
 *
 * @see RFC 6749 §4.1.1
 */
export function profileFromAuthorizationUrl(
  pasted: string,
  id: string,
  liveHosts: readonly string[] = [],
): Result<ProfileProposal, ProposalFault[]> {
  const address = cleanAddress(pasted);
  if (!/^https?:\/\/[^/?#]/i.test(address) || !URL.canParse(address)) {
    return err([{ kind: 'not_an_address', facts: [address.slice(0, 200)] }]);
  }
  const { origin, pathname, host } = new URL(address);
  const plain = parametersOf(address);
  const object = readPastedObject(plain);
  const sent = withObject(plain, object?.parameters ?? []);
  const names = new Set(sent.map(({ name }) => name));
  if (!names.has('client_id') && !names.has('request_uri')) {
    return err([{ kind: 'not_an_authorization_request', facts: [] }]);
  }
  const sentAs = (name: string) => sent.find((one) => one.name === name)?.value ?? '';
  const literals = new LiteralTemplates();
  const [parameters, leftOut] = templatesOf(sent, literals);
  const pushed = isPushed(sentAs('request_uri'));
  // What is kept at the bank is not seen here: then the usual parameters are taken.
  const unseen = names.has('request_uri') && !names.has('response_type');
  if (!names.has('state')) parameters.push({ name: 'state', value: '{state}' });
  const scope = sentAs('scope');
  const pkce = names.has('code_challenge');
  const mode = answerMode(sentAs('response_mode'), sentAs('response_type'));
  const file = {
    extends: 'oidc',
    id,
    group: host,
    label: 'From an authorization URL',
    variables: {
      authorizationUrl: null,
      tokenUrl: {
        hint: `An authorization URL does not tell it. Often it is ${guessTokenEndpoint(origin, pathname)}`,
        default: null,
        pattern: 'https?://\\S+',
      },
      ...(pushed && { pushUrl: PUSH_URL }),
      apiUrl: null,
      ...literals.variables,
    },
    environments: {
      sandbox: {
        ...liveMark([address], liveHosts),
        endpoints: {
          authorizationEndpoint: literalAddress(`${origin}${pathname}`),
          ...(pushed && { pushedAuthorizationRequestEndpoint: '{pushUrl}' }),
          apiBase: null,
        },
        confidence: 'observed',
      },
    },
    pkce: pkce || unseen ? 'supported' : 'undocumented',
    nonce: names.has('nonce') || unseen ? 'supported' : null,
    ...(pushed && { pushedRequests: 'supported' }),
    ...(object && { requestObject: object.requestObject }),
    ...(mode ? { redirectAnswer: { mode } } : {}),
    scope: { default: usableDefault(scope), separator: separatorOf(scope) },
    grants: { client_credentials: null },
    calls: [],
    requests: { ...(unseen ? {} : { authorize: { parameters } }), api: null },
    sources: [{ title: 'An authorization URL that was pasted', confidence: 'observed' }],
  };
  return ok({
    file: withWholeSigns(file),
    draft: {
      grant: 'authorization_code',
      clientAuthentication: 'client_secret_basic',
      clientId: sentAs('client_id'),
      redirectUri: sentAs('redirect_uri'),
      scope,
      pkce: pkce || unseen,
      edits: emptyOnes(parameters),
    },
    leftOut,
  });
}

/** Only who pushes requests knows it. */
const PUSH_URL = {
  label: 'Pushed authorization request endpoint',
  hint: 'The address at which requests are pushed. An authorization URL does not tell it',
  pattern: 'https?://\\S+',
};

/** True for the name of a request that the bank keeps; others are addresses of request objects. @see RFC 9126 §2.2, RFC 9101 §5.2 */
function isPushed(requestUri: string): boolean {
  return requestUri !== '' && !/^https?:/i.test(requestUri);
}

/** What a request object says counts, whatever stands beside it. @see RFC 9101 §5 */
function withObject(
  plain: readonly PastedParameter[],
  inside: readonly Parameter[],
): PastedParameter[] {
  const names = new Set(inside.map(({ name }) => name));
  return [
    ...plain.filter(({ name }) => !names.has(name)),
    ...inside.map(({ name, value }) => ({ name, value, written: encode(value, 'percent') })),
  ];
}

/** Braces would be read as places. */
function usableDefault(scope: string): string {
  return /[{}]/.test(scope) || withoutSecretText(scope) !== scope ? '' : scope;
}

/** What mail, chat and HTML put around an address and into it is taken away. */
function cleanAddress(pasted: string): string {
  return pasted
    .trim()
    .replace(/^["'<(]+|["'>)]+$/g, '')
    .replace(/\s*[\r\n]+\s*/g, '')
    .replaceAll('&amp;', '&');
}

function parametersOf(address: string): PastedParameter[] {
  const [beforeFragment = ''] = address.split('#');
  const query = beforeFragment.split('?').slice(1).join('?');
  return query.split('&').flatMap((pair) => {
    const [parameter] = parseParameters(pair);
    if (!parameter || parameter.name === '') return [];
    const at = pair.indexOf('=');
    return [{ ...parameter, written: at < 0 ? '' : pair.slice(at + 1) }];
  });
}

function templatesOf(
  sent: readonly PastedParameter[],
  literals: LiteralTemplates,
): [ParameterTemplate[], LeftOut[]] {
  const leftOut: LeftOut[] = [];
  const placed = new Set<string>();
  const templates = sent.flatMap(({ name, value, written }): ParameterTemplate[] => {
    const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
    const encoding = encodingOf(value, written);
    const rest = encoding === 'percent' ? { name } : { name, encoding };
    if (place !== undefined && !placed.has(name)) {
      placed.add(name);
      return [{ ...rest, value: place, ...(name === 'client_id' ? REQUIRED : {}) }];
    }
    if (name === 'request_uri') {
      leftOut.push({ name, reason: 'one_time' });
      return [];
    }
    if (withoutSecretValue(name, value) !== value) {
      leftOut.push({ name, reason: 'secret' });
      return [];
    }
    return [{ ...rest, value: literals.template(name, value) }];
  });
  return [templates, leftOut];
}

const REQUIRED = { requirement: 'required' } as const;

/** The encoding that writes a value as it was pasted; the usual one when none does. */
function encodingOf(value: string, written: string): Encoding {
  const encodings = ['percent', 'form', 'minimal'] as const;
  return encodings.find((encoding) => encode(value, encoding) === written) ?? 'percent';
}

function separatorOf(scope: string): string {
  return [' ', ',', '+', ';'].find((separator) => scope.includes(separator)) ?? ' ';
}

/** Tokens in the answer of the redirect travel in the fragment. @see OAuth 2.0 Multiple Response Types §2.1 */
function answerMode(mode: string, type: string): string | undefined {
  if (['query', 'fragment', 'form_post'].includes(mode)) return mode;
  return mode === '' && /\b(token|id_token)\b/.test(type) ? 'fragment' : undefined;
}

/** The neighbour of the authorization endpoint. */
function guessTokenEndpoint(origin: string, pathname: string): string {
  const guess = pathname.replace(/(authorize|authorization|auth)(?=\/?$)/i, 'token');
  return `${origin}${guess === pathname ? '/token' : guess}`;
}

/** A template that comes out empty is left out; an edit sends `prompt=` as it was. */
function emptyOnes(parameters: readonly ParameterTemplate[]): Record<string, string> {
  return Object.fromEntries(
    parameters.filter(({ value }) => value === '').map(({ name }) => [name, '']),
  );
}
