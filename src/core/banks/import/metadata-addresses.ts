import { isSecureAddress } from '../../lint/secure-address.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ProposalFault } from './proposal.ts';

const OAUTH = 'oauth-authorization-server';
const OPENID = 'openid-configuration';
/** The well-known part between host and path, or behind the path. */
const INSERTED = new RegExp(`^/\\.well-known/(?:${OAUTH}|${OPENID})(/.*)?$`);
const APPENDED = new RegExp(`^(.*)/\\.well-known/(?:${OAUTH}|${OPENID})$`);

/**
 * The addresses at which the metadata of an authorization server may lie, the likeliest first, from what a
 * person types: an issuer, with or without `https://`, or the whole well-known address.
 *
 * @see RFC 8414 §3 (the well-known part stands before the path), OpenID Connect Discovery 1.0 §4 (behind it)
 */
export function metadataAddresses(typed: string): Result<string[], ProposalFault> {
  const text = typed.trim().replace(/^["'<]+|["'>]+$/g, '');
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(address) || !URL.canParse(address) || !/^https?:/i.test(address)) {
    return err({ kind: 'not_an_address', facts: [text] });
  }
  if (!isSecureAddress(address)) return err({ kind: 'not_secure_address', facts: [address] });
  const { origin, pathname, search } = new URL(address);
  if (pathname.includes('/.well-known/')) return ok([`${origin}${pathname}${search}`]);
  const path = pathname.replace(/\/+$/, '');
  const behind = `${origin}${path}/.well-known/`;
  const before = `${origin}/.well-known/`;
  const addresses = [
    `${behind}${OPENID}`,
    `${before}${OAUTH}${path}`,
    `${before}${OPENID}${path}`,
    `${behind}${OAUTH}`,
  ];
  return ok([...new Set(addresses)]);
}

/** How the issuer that a metadata document names stands to the address it came from. */
export type IssuerComparison =
  | { kind: 'same' }
  /** the document belongs to another server */
  | { kind: 'differs'; expected: string; stated: string }
  | { kind: 'missing'; expected: string };

/**
 * Compares, character by character; only a slash at the end may be there or not, since it is dropped when
 * the address of the document is made.
 *
 * @see RFC 8414 §3.3
 */
export function compareIssuer(address: string, stated: string | undefined): IssuerComparison {
  const expected = issuerOf(address);
  if (stated === undefined) return { kind: 'missing', expected };
  return stated === expected || stated === `${expected}/`
    ? { kind: 'same' }
    : { kind: 'differs', expected, stated };
}

/** The issuer into which the well-known part of an address was put. */
function issuerOf(address: string): string {
  const { origin, pathname } = new URL(address);
  const path =
    INSERTED.exec(pathname)?.[1] ??
    APPENDED.exec(pathname)?.[1] ??
    (INSERTED.test(pathname) ? '' : pathname);
  return `${origin}${path.replace(/\/$/, '')}`;
}
