import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from '../signing-key.ts';

/** What a fault changes in a JWT; `null` removes a member. */
export interface JwtChange {
  header?: Record<string, unknown> | undefined;
  claims?: Record<string, unknown> | undefined;
}

/** The same JWT with other members. Its signature stays, and is wrong then. */
export function changeJwt(jwt: string, change: JwtChange): string {
  const { header, claims } = changedParts(jwt, change);
  return `${encode(header)}.${encode(claims)}.${jwt.split('.')[2]}`;
}

/** The same JWT with other members, signed again; with the algorithm `none` its signature is empty. */
export async function changeSignedJwt(
  jwt: string,
  change: JwtChange,
  key: SigningKey,
): Promise<string> {
  const { header, claims } = changedParts(jwt, change);
  if (header.alg === 'none') return `${encode(header)}.${encode(claims)}.`;
  return new SignJWT(claims).setProtectedHeader({ alg: key.alg, ...header }).sign(key.privateKey);
}

function changedParts(jwt: string, { header, claims }: JwtChange) {
  return {
    header: withoutNulls({ ...decodeProtectedHeader(jwt), ...header }),
    claims: withoutNulls({ ...decodeJwt(jwt), ...claims }) as JWTPayload,
  };
}

function withoutNulls(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
