import { maskJwt, maskText } from '../core/flow/mask.ts';
import type { SecretKind } from '../core/flow/secret.ts';
import { judgeResponse } from '../core/lint/judge-response.ts';
import { lintLanding } from '../core/lint/lint-landing.ts';
import { lintWaiting } from '../core/lint/lint-waiting.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { applyRules } from '../core/lint/rule.ts';
import { codeAgeing } from '../core/lint/rules/code-ageing.ts';
import {
  type AuthorizationResponse,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../core/oauth/authorization-response.ts';
import { parseParameters } from '../core/oauth/parameter.ts';
import { withUsualResponseNames } from '../core/oauth/response-names.ts';
import { type OpenedResponse, openResponse } from '../core/oauth/signed-response.ts';
import { strictRedirectVerdict } from '../core/oauth/strict-verdict.ts';
import { err, ok } from '../core/result.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import { byName } from './authorize-url.ts';
import { columns, indent } from './columns.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import {
  bankOptions,
  findJudgingBank,
  readNumber,
  shownBank,
  strictJson,
} from './judge-options.ts';
import { readLandingFile } from './lint-files.ts';
import { shownArgument, shownParameters, withoutUser } from './shown-argument.ts';
import { answerChecks, verifyWith } from './signed-answer.ts';

/** Judges a redirect as the panel does before it exchanges a code. */
export const judgeRedirect = defineCommand({
  name: 'judge-redirect',
  usage:
    "<url|-> --redirect-uri U --state S ('' where none was sent) [--issuer I]\n" +
    '  [--bank ID|FILE.json] [--env E] [--var name=value]… [--client-id X] [--form BODY]\n' +
    '  [--jwks FILE|URL] [--ca FILE]   (the keys of a bank that signs its answers)\n' +
    '  [--redirect-status N] [--code-age SECONDS] [--waited SECONDS] [--other-banks N] [--iss-promised]\n' +
    '  [--answered-before] [--code-seen-before] [--no-pending] [--landing FILE] [--json]\n' +
    '  landing file: {requests: [{url, referrer?, status?, location?}]}, the redirect page first',
  summary: 'cli_judge_redirect',
  options: {
    ...bankOptions,
    'redirect-uri': { type: 'string' },
    state: { type: 'string' },
    form: { type: 'string' },
    jwks: { type: 'string' },
    ca: { type: 'string' },
    'redirect-status': { type: 'string' },
    'code-age': { type: 'string' },
    waited: { type: 'string' },
    'other-banks': { type: 'string' },
    'iss-promised': { type: 'boolean' },
    'answered-before': { type: 'boolean' },
    'code-seen-before': { type: 'boolean' },
    pending: { type: 'boolean' },
    landing: { type: 'string' },
  },
  positionals: 1,
  async run({ values, positionals: [argument] }, io) {
    const nowMs = io.nowMs();
    const numbers: Record<string, number | undefined> = {};
    for (const name of ['redirect-status', 'code-age', 'waited', 'other-banks'] as const) {
      const read = readNumber(`--${name}`, values[name]);
      if (!read.ok) return read;
      numbers[name] = read.value;
    }
    const { waited, 'code-age': codeAge, 'other-banks': otherBanksHere = 0 } = numbers;
    const overdue =
      waited === undefined ? [] : lintWaiting({ openedAtMs: nowMs - waited * 1000, nowMs });
    if (argument === undefined && waited !== undefined) {
      const json = { verdict: null, findings: describeAll(overdue) };
      return ok({ json, text: printFindings(overdue), findings: overdue });
    }
    const url = argument === '-' ? await io.readInput() : (argument ?? '');
    if (url.trim() === '') return err(english('cli_missing_option', '<url>'));
    const { 'redirect-uri': redirectUri, state } = values;
    if (redirectUri === undefined) return err(english('cli_missing_option', '--redirect-uri'));
    if (state === undefined) return err(english('cli_missing_option', '--state'));
    const parsed = parseAuthorizationResponse(withoutUser(url));
    if (!parsed) return err(english('cli_not_a_url', shownArgument(url)));
    const bank = findJudgingBank(values);
    if (!bank.ok) return bank;
    const landing = readLandingFile(values.landing);
    if (!landing.ok) return landing;
    const { profile, issuer } = bank.value;
    const clientId = values['client-id'];
    const given: AuthorizationResponse =
      values.form === undefined ? parsed : { ...parsed, form: parseParameters(values.form) };
    const response = openResponse(withUsualResponseNames(given, profile.redirectAnswer));
    const { signed } = profile.redirectAnswer ?? {};
    const verified = await verifyWith(values, response, signed, io);
    if (!verified.ok) return verified;
    const signature = verified.value;
    const promised = values['iss-promised'] ? 'required' : profile.issuerInResponse;
    const expected = {
      redirectUri,
      state: state === '' ? undefined : state,
      issuer,
      issuerInResponse: promised,
      mode: profile.redirectAnswer?.mode ?? 'query',
      answeredBefore: values['answered-before'] ?? false,
      codeSeenBefore: values['code-seen-before'] ?? false,
      clientId,
      redirectStatus: numbers['redirect-status'],
      otherBanksHere,
      nowMs,
      signed,
      ...(signature && { signature }),
      ...(values.pending === false ? { pending: 'none' as const } : {}),
    } as const;
    const { verdict, findings } = judgeResponse(response, expected);
    const codeAgeMs = codeAge === undefined ? undefined : codeAge * 1000;
    const secrets = secretsOf(response, state);
    const checks = answerChecks(response, findings, { signature, issuer, clientId });
    const all = maskFindings(
      [
        ...findings,
        ...applyRules([codeAgeing], { purpose: 'exchange', codeAgeMs }),
        ...overdue,
        ...lintLanding(landing.value.requests ?? []),
      ],
      secrets,
    );
    const strict = strictJson(strictRedirectVerdict(response, expected));
    const json = {
      verdict,
      bank: shownBank(bank.value),
      landedOn: maskText(response.landedOn, []),
      parameters: byName(shownParameters(responseParameters(given))),
      ...(checks.length > 0 && { signed: contentOf(response, secrets), checks }),
      findings: describeAll(all),
      strict,
    };
    const rows = checks.map(({ name, outcome }) => [name, outcome]);
    const text = [
      english(`cli_redirect_${verdict}`),
      ...(rows.length > 0 ? [`checks\n${indent(columns(rows))}`] : []),
      printFindings(all),
      strict.sentence,
    ];
    return ok({ json, text: text.join('\n\n'), findings: all });
  },
});

/** Header and claims of the answer's JWT; its code is masked. */
function contentOf({ jwt }: OpenedResponse, secrets: Parameters<typeof maskJwt>[1]) {
  const decoded = decodeToken(jwt ?? '');
  if (decoded.kind !== 'jwt') return null;
  const { header = {}, claims = {} } = decoded;
  return maskJwt({ header, claims }, secrets);
}

/** What no finding may quote, though the bank's own words might. */
function secretsOf(response: AuthorizationResponse, state: string) {
  const secret = (kind: SecretKind, value: string) => ({
    reference: { id: '', kind, length: value.length, fingerprint: '' },
    value,
  });
  return [
    secret('authorization_code', responseValue(response, 'code') ?? ''),
    secret('state', state),
  ];
}
