import { isSecureAddress } from '../../../core/lint/secure-address.ts';
import { answerMode } from '../../../core/oauth/answer-mode.ts';
import type { FlowPlan } from '../../../core/oauth/request-draft.ts';
import { originPattern } from '../../browser.ts';

/** An answer that would come unseen; docs/limits.md has them all. `host` could be granted. */
export type CaptureLimit =
  | { kind: 'form_post' | 'server_moves_on' | 'fragment_unwatched'; host: string }
  | { kind: 'app_scheme'; host: string }
  | { kind: 'private_windows' };

/** What the browser lets this extension see. */
export interface Sight {
  /** match patterns of the granted hosts; `unavailable` where they cannot be listed */
  hosts: readonly string[] | 'unavailable';
  /** `undefined`: the browser does not say */
  privateWindows: boolean | undefined;
  firefox: boolean;
}

export interface CaptureLimits {
  limits: CaptureLimit[];
  /** addresses whose hosts, once granted, would lift some of them */
  askFor: string[];
}

/** How a flow's answer could come without being seen, the likeliest first. */
export function captureLimits(
  plan: FlowPlan,
  authorizationEndpoint: string | undefined,
  { hosts, privateWindows, firefox }: Sight,
): CaptureLimits {
  const redirectUri = plan.draft.edits.redirect_uri ?? plan.draft.redirectUri;
  const sees = (address: string | undefined) =>
    address !== undefined && hosts !== 'unavailable' && isGranted(address, hosts);
  const seesBank = sees(authorizationEndpoint);
  const seesRedirect = sees(redirectUri);
  const limits: CaptureLimit[] = [];
  const host = hostOf(redirectUri);
  if (isWeb(redirectUri)) {
    if (!seesRedirect && answerMode(plan) === 'form_post') limits.push({ kind: 'form_post', host });
    if (!seesRedirect && !seesBank) {
      limits.push({ kind: 'server_moves_on', host }, { kind: 'fragment_unwatched', host });
    }
    if (!seesRedirect && answerMode(plan) !== 'form_post') limits.push({ kind: 'form_post', host });
  } else if (firefox && !seesBank && authorizationEndpoint !== undefined) {
    limits.push({ kind: 'app_scheme', host: hostOf(authorizationEndpoint) });
  }
  if (privateWindows === false) limits.push({ kind: 'private_windows' });
  const wanted = isWeb(redirectUri)
    ? [...(seesRedirect ? [] : [redirectUri])]
    : [...(seesBank || !firefox ? [] : [authorizationEndpoint ?? ''])];
  return { limits, askFor: hosts === 'unavailable' ? [] : wanted.filter(isSecureAddress) };
}

function isGranted(address: string, patterns: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return patterns.some((pattern) => {
    if (pattern === '<all_urls>' || pattern === originPattern(address)) return true;
    const [scheme = '', host = ''] = pattern.replace(/\/\*$/, '').split('://');
    const schemeFits = scheme === '*' || `${scheme}:` === protocol;
    const parent = host.replace(/^\*\./, '');
    const below = host.startsWith('*.') && (hostname === parent || hostname.endsWith(`.${parent}`));
    return schemeFits && (host === '*' || host === hostname || below);
  });
}

function isWeb(address: string): boolean {
  return /^https?:/i.test(address);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
