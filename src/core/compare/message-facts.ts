import type { TokenRecord } from '../flow/flow-event.ts';
import type { Finding } from '../lint/finding.ts';
import { type HttpAnswer, type HttpRequest, headerOf } from '../oauth/http-message.ts';
import { type Parameter, parseParameters } from '../oauth/parameter.ts';
import type { Fact, Sequence } from './fact.ts';
import { freshClaim, freshHeader, freshParameter } from './fresh-names.ts';
import { jsonFacts, LIFETIME_TOLERANCE, parseJson, written } from './json-facts.ts';

/** What one message, or a part of it, says. */
export interface MessageFacts {
  facts: Fact[];
  sequences: Sequence[];
}

const ERROR_NAMES = ['error', 'error_description', 'error_uri'];
/** How facts call a DPoP proof. */
export const DPOP = 'dpop';
const PLACES = /\{\{[^{}]*\}\}/g;

/** Several of them as one. */
export function joinFacts(...parts: readonly MessageFacts[]): MessageFacts {
  return {
    facts: parts.flatMap(({ facts }) => facts),
    sequences: parts.flatMap(({ sequences }) => sequences),
  };
}

/** A request up to what a body holds. */
export function requestFacts(request: HttpRequest, atMs: number): MessageFacts {
  const { method, headers, body } = request;
  const side = 'request';
  const type = headerOf({ headers }, 'content-type')?.toLowerCase() ?? '';
  const json = body === undefined ? undefined : parseJson(body);
  const inBody =
    json !== undefined
      ? jsonFacts(json, { side, atMs, refused: false })
      : body === undefined
        ? none
        : type.includes('x-www-form-urlencoded')
          ? parameterFacts(parseParameters(body), side)
          : textFacts(body, side);
  return joinFacts(
    { facts: [{ kind: 'method', side, name: '', value: method }], sequences: [] },
    addressFacts(request.url),
    headerFacts(headers, side),
    inBody,
  );
}

/** An address and the parameters in its query. */
export function addressFacts(url: string): MessageFacts {
  // A mark holds a `#`, which is no fragment's.
  const marks = url.match(PLACES) ?? [];
  let next = 0;
  const restore = (text: string) => text.replace(/\0/g, () => marks[next++] ?? '');
  const [address = '', ...query] = (url.replace(PLACES, '\0').split('#')[0] ?? '').split('?');
  const side = 'request';
  const facts: Fact[] = [{ kind: 'address', side, name: '', value: restore(address) }];
  const parameters = parameterFacts(
    parseParameters(restore(query.join('?')).replaceAll('#', '%23')),
    side,
  );
  return joinFacts({ facts, sequences: [] }, parameters);
}

/** Parameters by their names; the second of a name counts for itself. */
export function parameterFacts(
  parameters: readonly Parameter[],
  side: Fact['side'],
  errorNames: readonly string[] = ERROR_NAMES,
): MessageFacts {
  const seen = new Map<string, number>();
  const names = parameters.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
  const facts = parameters.map(({ name, value }, at): Fact => {
    const fact = { side, name: names[at] ?? name, value };
    if (side === 'answer' && errorNames.includes(name))
      return { ...fact, kind: 'error_text', prose: true };
    if (name === 'scope') return { ...fact, kind: 'scope' };
    return { ...fact, kind: 'parameter', aside: freshParameter(name, value) };
  });
  return { facts, sequences: [{ side, name: '', names }] };
}

/** An answer: status, headers and body. */
export function answerFacts(answer: HttpAnswer): MessageFacts {
  const { status, headers, body, receivedAtMs } = answer;
  const side = 'answer';
  const json = parseJson(body);
  const refused = status >= 400 || (typeof json === 'object' && json !== null && 'error' in json);
  const inBody =
    json === undefined
      ? body === ''
        ? none
        : textFacts(body, side)
      : jsonFacts(json, { side, atMs: receivedAtMs, refused });
  return joinFacts(
    { facts: [{ kind: 'status', side, name: '', value: String(status) }], sequences: [] },
    headerFacts(headers, side),
    inBody,
  );
}

/** Header and claims of what an answer brought. */
export function tokenFacts(tokens: readonly TokenRecord[]): MessageFacts {
  const facts = tokens.flatMap(({ kind, jwt }): Fact[] => {
    const side = 'answer';
    const format = { kind: 'token_format', side, name: kind } as const;
    if (!jwt) return [{ ...format, value: 'opaque' }];
    return [{ ...format, value: 'JWT' }, ...jwtFacts(jwt, kind, side)];
  });
  return { facts, sequences: [] };
}

/** Algorithm, claims and lifetime of a JWT. Its name is put before theirs. */
export function jwtFacts(
  { header, claims }: NonNullable<TokenRecord['jwt']>,
  token: string,
  side: Fact['side'],
): Fact[] {
  const headerFact = ([name, value]: [string, unknown]): Fact => ({
    kind: name === 'alg' ? 'algorithm' : 'token_header',
    side,
    name: `${token} ${name}`,
    value: text(value),
    // A proof carries the key that it is signed with, which each flow makes for itself.
    aside: name === 'jwk' ? 'derived' : undefined,
  });
  const claimFact = ([name, value]: [string, unknown]): Fact => {
    // Scopes are a list in some tokens and a text in others.
    const isList = Array.isArray(value) && (name === 'scope' || name === 'scp');
    const shown = isList ? value.join(' ') : text(value);
    // Whether a server wants its nonce depends on what it was asked before.
    const mayMiss = token === DPOP && name === 'nonce';
    const aside = freshClaim(name, shown);
    return { kind: 'claim', side, name: `${token} ${name}`, value: shown, aside, mayMiss };
  };
  const { exp, iat, nbf } = claims;
  const from = typeof iat === 'number' ? iat : nbf;
  const seconds = typeof exp === 'number' && typeof from === 'number' ? exp - from : undefined;
  const lifetime: Fact[] =
    seconds === undefined
      ? []
      : [
          {
            kind: 'lifetime',
            side,
            name: `${token} exp`,
            value: String(seconds),
            measure: { amount: seconds, tolerance: LIFETIME_TOLERANCE },
          },
        ];
  return [
    ...Object.entries(header).map(headerFact),
    ...Object.entries(claims).flatMap(withMembers).map(claimFact),
    ...lifetime,
  ];
}

/** What a token is bound to, member by member. @see RFC 7800 §3.1 */
function withMembers([name, value]: [string, unknown]): [string, unknown][] {
  const isObject = name === 'cnf' && typeof value === 'object' && value !== null;
  return isObject
    ? Object.entries(value).map(([member, own]) => [`cnf.${member}`, own])
    : [[name, value]];
}

/** Findings by their ids. What the circumstances bring out is no change of anybody's. */
export function findingFacts(findings: readonly Finding[]): MessageFacts {
  const told = new Map(findings.map((finding) => [finding.id, finding]));
  const facts = [...told.values()].map(
    ({ id, slug, severity, actor }): Fact => ({
      kind: 'finding',
      side: 'answer',
      name: id,
      value: slug,
      blame: actor === 'bank' || severity === 'error' ? 'bank' : 'circumstance',
    }),
  );
  return { facts, sequences: [] };
}

const none: MessageFacts = { facts: [], sequences: [] };

function headerFacts(headers: HttpAnswer['headers'], side: Fact['side']): MessageFacts {
  const facts = headers.map(([name, value]): Fact => {
    const aside = freshHeader(name);
    const mayMiss = aside === 'transport';
    return { kind: 'header', side, name: name.toLowerCase(), value, aside, mayMiss };
  });
  return { facts, sequences: [] };
}

function textFacts(body: string, side: Fact['side']): MessageFacts {
  return { facts: [{ kind: 'body', side, name: '', value: body, prose: true }], sequences: [] };
}

function text(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : written(value);
}
