import { resolveCatalogue } from '../../../core/banks/bank-list.ts';
import type { IssuerComparison } from '../../../core/banks/import/metadata-addresses.ts';
import { findPostmanAuths } from '../../../core/banks/import/postman-auth.ts';
import { profileFromAuthorizationUrl } from '../../../core/banks/import/profile-from-authorization-url.ts';
import { profileFromCurl } from '../../../core/banks/import/profile-from-curl.ts';
import { profileFromMetadata } from '../../../core/banks/import/profile-from-metadata.ts';
import { profileFromPostman } from '../../../core/banks/import/profile-from-postman.ts';
import {
  describeLeftOut,
  describeProposalFault,
  type ProfileProposal,
  type ProposalFault,
  suggestProfileId,
} from '../../../core/banks/import/proposal.ts';
import type { ProfileFile } from '../../../core/banks/import/read-profile-files.ts';
import { liveHostsOf } from '../../../core/banks/live-hosts.ts';
import type { Result } from '../../../core/result.ts';
import { message } from '../../browser.ts';
import type { Catalogue } from '../load-banks.ts';
import type { FoundDocument } from './discover.ts';
import { type ImportSource, readTexts } from './read-source.ts';

type Known = Pick<Catalogue, 'own' | 'shipped'>;

/** A profile from an authorization request that somebody made with another tool. */
export function sourceFromAuthorizationUrl(pasted: string, known: Known): ImportSource {
  const id = freeId(hostIn(pasted), known);
  return sourceOf(
    profileFromAuthorizationUrl(pasted, id, liveHosts(known)),
    message('import_tab_authorize'),
    known,
  );
}

/** A profile from a token request as a command line. */
export function sourceFromCurl(pasted: string, known: Known): ImportSource {
  const id = freeId(hostIn(pasted), known);
  return sourceOf(profileFromCurl(pasted, id, liveHosts(known)), message('import_tab_curl'), known);
}

/** Profiles from the OAuth settings of a Postman collection, one for each that it holds. */
export function sourcesFromPostman(pasted: string, known: Known): ImportSource[] {
  const found = findPostmanAuths(parsed(pasted));
  const name = message('import_tab_postman');
  if (found.length === 0) return [refused(name, [{ kind: 'no_postman_oauth', facts: [] }])];
  const ids: string[] = [];
  return found.map((auth) => {
    const { authUrl, accessTokenUrl = '' } = auth.values;
    const id = freeId(hostIn(authUrl ?? accessTokenUrl), known, ids);
    ids.push(id);
    const place = auth.place.join(' / ') || name;
    return sourceOf(profileFromPostman(auth, id, liveHosts(known)), place, known);
  });
}

/** A profile from a server's own metadata; one that names another issuer is doubtful. */
export function sourceFromMetadata({ address, json }: FoundDocument, known: Known): ImportSource {
  const id = freeId(new URL(address).host, known);
  const result = profileFromMetadata(json, address, id, liveHosts(known));
  if (!result.ok) return refused(address, result.error);
  const { file, issuer, unknown } = result.value;
  const notes = unknown.length > 0 ? [message('import_unknown', unknown.join(', '))] : [];
  const source = { ...read(file, address, known), notes };
  return issuer.kind === 'same' ? source : { ...source, doubt: doubtText(issuer) };
}

function sourceOf(
  result: Result<ProfileProposal, ProposalFault[]>,
  name: string,
  known: Known,
): ImportSource {
  if (!result.ok) return refused(name, result.error);
  const notes = result.value.leftOut.map((left) => describeLeftOut(left, message));
  return { ...read(result.value.file, name, known), notes, draft: result.value.draft };
}

function read(file: ProfileFile, name: string, known: Known): ImportSource {
  const [source] = readTexts([{ name, text: JSON.stringify(file, null, 2) }], known);
  if (!source) throw new Error('one text gives one source');
  return source;
}

function refused(name: string, faults: readonly ProposalFault[]): ImportSource {
  const sentences = faults.map((fault) => describeProposalFault(fault, message));
  return { name, notes: [], outcome: { kind: 'refused', sentences } };
}

function doubtText(issuer: Exclude<IssuerComparison, { kind: 'same' }>): string {
  return issuer.kind === 'missing'
    ? message('import_issuer_missing', issuer.expected)
    : message('import_issuer_differs', issuer.stated, issuer.expected);
}

function freeId(name: string, { own, shipped }: Known, others: readonly string[] = []): string {
  return suggestProfileId(name, [...Object.keys({ ...own, ...shipped }), ...others]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function liveHosts({ shipped }: Known): string[] {
  return liveHostsOf(resolveCatalogue(shipped));
}

function hostIn(text: string): string {
  return /https?:\/\/([^/?#\s"'\\]+)/i.exec(text)?.[1] ?? '';
}
