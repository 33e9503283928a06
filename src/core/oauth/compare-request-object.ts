import type { JwtContent } from './jwt-content.ts';
import { type Parameter, valuesOf } from './parameter.ts';

/** One name of an authorization request that is a JWT, wherever it stands; absent: not there. */
export interface ObjectRow {
  name: string;
  /** as the plain request has it */
  plain?: string;
  /** as the object claims it; what is no text as JSON */
  claim?: string;
  /** as it stands in the address beside the object, or in the body of the push */
  beside?: string;
  /**
   * `added`: the signing needs it, no parameter is meant; `inside`: it stands in the object alone; `missing`: the bank
   * will not see it, since only what is in the object counts. RFC 9101 §6.3
   */
  verdict: 'same' | 'differs' | 'added' | 'inside' | 'missing' | 'beside_differs';
}

/** Claims of the JWT itself. @see RFC 9101 §4, RFC 7519 §4.1 */
const OWN_CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];
/** They carry the object, or prove the client. */
const CARRIERS = /^(?:request|request_uri|client_assertion(?:_type)?|client_secret)$/;

/**
 * A request object beside the request that it stands for: which claim is which parameter, what differs, what stands
 * outside too.
 *
 * @param plain the request as it would be without an object; empty where it is not known
 */
export function compareRequestObject(
  { claims }: JwtContent,
  plain: readonly Parameter[],
  beside: readonly Parameter[],
): ObjectRow[] {
  const outside = beside.filter(({ name }) => !CARRIERS.test(name));
  const names = [
    ...Object.keys(claims),
    ...[...plain, ...outside].map(({ name }) => name).filter((name) => !CARRIERS.test(name)),
  ];
  return [...new Set(names)].map((name): ObjectRow => {
    const row = {
      name,
      ...given('plain', valuesOf(plain, name)),
      ...(Object.hasOwn(claims, name) && { claim: claimText(claims[name]) }),
      ...given('beside', valuesOf(outside, name)),
    };
    return { ...row, verdict: verdictOf(row, plain.length > 0) };
  });
}

function given(place: 'plain' | 'beside', values: readonly string[]): Partial<ObjectRow> {
  return values.length > 0 ? { [place]: values.join(' ') } : {};
}

/** A name that stands twice is a list in the object. */
function claimText(value: unknown): string {
  if (typeof value === 'string') return value;
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return isTexts ? value.join(' ') : JSON.stringify(value);
}

function verdictOf(
  { name, plain, claim, beside }: Omit<ObjectRow, 'verdict'>,
  isKnown: boolean,
): ObjectRow['verdict'] {
  if (claim === undefined) return 'missing';
  if (plain !== undefined && !isSame(plain, claim)) return 'differs';
  if (beside !== undefined && !isSame(beside, claim)) return 'beside_differs';
  if (plain !== undefined) return 'same';
  if (OWN_CLAIMS.includes(name)) return 'added';
  return isKnown || beside === undefined ? 'inside' : 'same';
}

/** JSON in a parameter says what it says, however it is spaced. */
function isSame(one: string, other: string): boolean {
  return one === other || (isJson(one) && JSON.stringify(JSON.parse(one)) === other);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
