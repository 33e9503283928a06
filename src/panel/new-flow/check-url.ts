import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { type RecognisedBank, recogniseBank } from '../../core/banks/recognise-bank.ts';
import { maskText } from '../../core/flow/mask.ts';
import { type Finding, mergeFindings } from '../../core/lint/finding.ts';
import { lintAuthorizationRequest } from '../../core/lint/lint-authorization-request.ts';
import { lintProfile } from '../../core/lint/lint-profile.ts';
import { rawValue } from '../../core/lint/written-values.ts';
import {
  type AuthorizationRequest,
  parseAuthorizationRequest,
} from '../../core/oauth/authorization-request.ts';
import type { Parameter } from '../../core/oauth/parameter.ts';
import type { EpochMilliseconds } from '../../core/time.ts';
import { type UrlPlace, withChoicesOf } from './fill-from-url.ts';
import { authorizeRequest } from './move-form.ts';
import { profilesOf } from './profiles-of.ts';
import { readUrlObject, type UrlObject } from './url-object.ts';

/** What a URL that somebody brought amounts to. It is only looked at, and kept nowhere. */
export type UrlCheck =
  | { kind: 'not_a_url' }
  | {
      kind: 'request';
      /** for showing: secrets in it are masked */
      url: string;
      /** the request itself, as the bank that it goes to would read it */
      request: UrlObject;
      /** the bank that it goes to, if the catalogue has it */
      place?: UrlPlace | undefined;
      findings: Finding[];
    };

/** Takes a URL apart; `undefined` for an empty text. Whether an object in it has ended is only known with a time. */
export function checkUrl(
  text: string,
  banks: readonly Bank[],
  nowMs?: EpochMilliseconds,
): UrlCheck | undefined {
  const url = text.trim();
  if (url === '') return undefined;
  const request = parseAuthorizationRequest(url);
  if (!request || !/^https?:/i.test(url)) return { kind: 'not_a_url' };
  const profiles = profilesOf(banks);
  const object = readUrlObject(request.parameters);
  const place = placeOf({ ...request, parameters: object.parameters }, banks, profiles);
  return {
    kind: 'request',
    url: maskText(url, []),
    request: {
      ...object,
      parameters: object.object
        ? object.parameters
        : object.parameters.map((one) =>
            rawValue(one, url, place && authorizeRequest(place.profile)),
          ),
    },
    place,
    findings: mergeFindings(
      lintAuthorizationRequest({ request, nowMs, ...(place && useOf(place)) }),
      place
        ? lintProfile({ ...useOf(place), others: profiles, request: { url, role: 'authorize' } })
        : [],
    ),
  };
}

function useOf({ profile, environment, variables }: UrlPlace) {
  return { profile, environment, variables };
}

function placeOf(
  { url, parameters }: AuthorizationRequest,
  banks: readonly Bank[],
  profiles: readonly BankProfile[],
): UrlPlace | undefined {
  const recognised = recogniseBank(url, profiles, parameters);
  return recognised && placeAmong(banks, recognised, parameters);
}

/** A recognised bank with its place in the list; `undefined` when the list lacks it. */
export function placeAmong(
  banks: readonly Bank[],
  recognised: RecognisedBank,
  parameters: readonly Parameter[],
): UrlPlace | undefined {
  const place = withChoicesOf(recognised, parameters);
  const { profile, variables } = place;
  const option = profile.bankVariable && variables[profile.bankVariable];
  const bank = banks.find(
    (one) => one.profiles.includes(profile) && (!option || one.option === option),
  );
  return bank && { bank, ...place };
}
