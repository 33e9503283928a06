import type { Bank } from '../../core/banks/bank-list.ts';
import type { ClientAuthentication, Grant } from '../../core/banks/grant.ts';
import { bankOfHost } from '../../core/banks/recognise-bank.ts';
import type { Finding } from '../../core/lint/finding.ts';
import { parametersInAddress } from '../../core/oauth/build-request.ts';
import { type Parameter, valuesOf } from '../../core/oauth/parameter.ts';
import type { FlowPlan } from '../../core/oauth/request-draft.ts';
import type { SeenRequest } from '../../core/watch/seen-request.ts';
import type { WatchedPurpose } from '../../core/watch/token-purpose.ts';
import type { WatchedFlow } from '../../core/watch/watched-flow.ts';
import { message } from '../browser.ts';
import { checkUrl, placeAmong } from '../new-flow/check-url.ts';
import { openForm } from '../new-flow/draft-form.ts';
import { fillFromUrl, type UrlPlace } from '../new-flow/fill-from-url.ts';
import { profilesOf } from '../new-flow/profiles-of.ts';
import { readUrlObject } from '../new-flow/url-object.ts';

/** How a page's flow begins in the list. */
export interface WatchedStart {
  plan: FlowPlan;
  bank: string;
  findings: Finding[];
}

/** The profile that stands for a server that no profile knows. */
const ANY_SERVER = 'oidc';
const NO_SECRETS = { state: '', nonce: '', codeVerifier: '' };

/** The plan that would make a page's authorization request, and what the linter says of it. */
export function planRequest(
  { url, place, answerUrl }: Pick<WatchedFlow, 'url' | 'place' | 'answerUrl'>,
  banks: readonly Bank[],
): WatchedStart {
  const check = url === undefined ? undefined : checkUrl(url, banks);
  const checked = check?.kind === 'request' ? check : undefined;
  const parameters = parametersInAddress(url ?? '');
  const known = place && placeAmong(banks, place, parameters);
  const endpoint = url?.split(/[?#]/)[0] ?? '';
  const own = checked?.place ?? known;
  const { plan, bank } = planAt(
    own ?? anyServer(banks, { authorizationUrl: endpoint }),
    parameters,
    banks,
  );
  const named = own ? bank : hostOf(url ?? answerUrl ?? '');
  return { plan, bank: named, findings: checked?.findings ?? [] };
}

/** The plan of a token call whose authorization request was not seen, or that has none. */
export function planCall(
  seen: SeenRequest,
  purpose: WatchedPurpose,
  banks: readonly Bank[],
): WatchedStart {
  const { url, posted } = seen;
  const kept = posted.filter(({ name }) => ['client_id', 'redirect_uri', 'scope'].includes(name));
  const place = bankOfHost(url, profilesOf(banks), posted);
  const own = place && placeAmong(banks, place, posted);
  const { plan, bank } = planAt(own ?? anyServer(banks, { tokenUrl: url }), kept, banks);
  const grant: Grant = purpose === 'client_credentials' ? purpose : 'authorization_code';
  const draft = { ...plan.draft, grant, clientAuthentication: authenticationOf(seen), edits: {} };
  return { plan: { ...plan, draft }, bank: own ? bank : hostOf(url), findings: [] };
}

function planAt(
  place: UrlPlace,
  parameters: readonly Parameter[],
  banks: readonly Bank[],
): { plan: FlowPlan; bank: string } {
  const form = openForm(banks, NO_SECRETS, { bankKey: place.bank.key });
  if (!form) throw new Error('no bank in the catalogue');
  const { profile, draft, bank } = fillFromUrl(form, place, readUrlObject(parameters));
  return { plan: { profile, draft }, bank: bank.name };
}

function anyServer(banks: readonly Bank[], variables: Record<string, string>): UrlPlace {
  for (const bank of banks) {
    const profile = bank.profiles.find(({ id }) => id === ANY_SERVER);
    const [environment] = Object.keys(profile?.environments ?? {});
    if (profile && environment) return { bank, profile, environment, variables };
  }
  throw new Error(`no profile ${ANY_SERVER}`);
}

function authenticationOf({ headers, posted }: SeenRequest): ClientAuthentication {
  const has = (name: string) => valuesOf(posted, name).length > 0;
  if (has('client_secret')) return 'client_secret_post';
  const basic = headers.some(
    ([name, value]) => name.toLowerCase() === 'authorization' && /^basic /i.test(value),
  );
  return basic ? 'client_secret_basic' : 'none';
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : message('watch_unseen_bank');
}
