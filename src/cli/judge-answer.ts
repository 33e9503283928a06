import { clientAuthenticationSchema } from '../core/banks/grant.ts';
import { maskText } from '../core/flow/mask.ts';
import { lintTokenAnswer } from '../core/lint/lint-token-answer.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { strictTokenVerdict } from '../core/oauth/strict-verdict.ts';
import { readTokenAnswer, type TokenAnswer } from '../core/oauth/token-response.ts';
import { err, ok, type Result } from '../core/result.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { bankOptions, findJudgingBank, shownBank, strictJson } from './judge-options.ts';
import { answerOptions, readAnswer } from './read-answer.ts';

const PURPOSES = {
  authorization_code: 'exchange',
  client_credentials: 'client_credentials',
  refresh_token: 'refresh',
} as const;

/** Without any `--header` nobody told the headers, and what they lack is not judged. */
const OF_HEADERS = ['TR18', 'TE03'];

/** Judges the answer to a token request as the panel does. */
export const judgeAnswer = defineCommand({
  name: 'judge-answer',
  usage:
    "--status N --content-type T [--header 'Name: value']… [--body FILE|-]\n" +
    '  [--bank ID|FILE.json] [--env E] [--var name=value]… [--issuer I] [--client-id X]\n' +
    `  [--grant ${Object.keys(PURPOSES).join('|')}] [--scope S] [--scope-before S]\n` +
    '  [--refresh-token T] [--client-auth METHOD] [--dpop] [--took SECONDS] [--url TOKEN_ENDPOINT] [--json]',
  summary: 'cli_judge_answer',
  options: {
    ...bankOptions,
    ...answerOptions,
    grant: { type: 'string' },
    scope: { type: 'string' },
    'scope-before': { type: 'string' },
    'refresh-token': { type: 'string' },
    'client-auth': { type: 'string' },
    dpop: { type: 'boolean' },
    url: { type: 'string' },
  },
  positionals: 0,
  async run({ values }, io) {
    const purpose = Object.entries(PURPOSES).find(
      ([grant]) => grant === (values.grant ?? 'authorization_code'),
    )?.[1];
    if (!purpose) return notOneOf('--grant', Object.keys(PURPOSES));
    const method = values['client-auth'];
    const clientAuthentication = clientAuthenticationSchema.options.find((one) => one === method);
    if (method !== undefined && !clientAuthentication) {
      return notOneOf('--client-auth', clientAuthenticationSchema.options);
    }
    const received = await readAnswer(values, io);
    if (!received.ok) return received;
    const answer = received.value;
    const bank = findJudgingBank(values);
    if (!bank.ok) return bank;
    const { profile, issuer } = bank.value;
    const read = readTokenAnswer(answer, profile.tokenAnswer);
    const refreshTokenBefore = values['refresh-token'];
    const findings = lintTokenAnswer({
      answer,
      read,
      purpose,
      profile,
      requestedScope: values.scope ?? '',
      scopeBefore: values['scope-before'],
      requestUrl: values.url,
      askedDpop: values.dpop ?? false,
      clientAuthentication,
      ...(refreshTokenBefore === undefined ? {} : { refreshTokenBefore }),
    }).filter(({ id }) => values.header !== undefined || !OF_HEADERS.includes(id));
    const shown = maskFindings(findings, secretsOf(read, refreshTokenBefore));
    const strict = strictJson(
      await strictTokenVerdict({
        answer,
        purpose,
        issuer,
        clientId: values['client-id'] ?? '',
        nonceCheck: 'skip',
        nowMs: io.nowMs(),
      }),
    );
    const { status, bytes, badText, cut } = answer;
    const json = {
      outcome: read.kind,
      bank: shownBank(bank.value),
      answer: { status, bytes, badText, cut },
      members: shownMembers(read),
      findings: describeAll(shown),
      strict,
    };
    const text = [english(`cli_answer_${read.kind}`), printFindings(shown), strict.sentence];
    return ok({ json, text: text.join('\n\n'), findings: shown });
  },
});

/** Names and plain members; of a token its length. */
function shownMembers(read: TokenAnswer) {
  if (read.kind === 'error') {
    const words = Object.entries(read.error).map(([name, value]) => [name, maskText(value, [])]);
    return Object.fromEntries(words);
  }
  if (read.kind !== 'tokens') return null;
  const { access_token, refresh_token, id_token, ...plain } = read.members;
  const lengths = Object.entries({ access_token, refresh_token, id_token }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, { length: value.length }]]),
  );
  return { ...Object.fromEntries(lengths), ...plain };
}

/** What no finding may quote, though the bank's own words might. */
function secretsOf(read: TokenAnswer, refreshTokenBefore = '') {
  const {
    access_token = '',
    refresh_token = '',
    id_token = '',
  } = read.kind === 'tokens' ? read.members : {};
  return [
    ['access_token', access_token] as const,
    ['refresh_token', refresh_token] as const,
    ['refresh_token', refreshTokenBefore] as const,
    ['id_token', id_token] as const,
  ].map(([kind, value]) => ({
    reference: { id: '', kind, length: value.length, fingerprint: '' },
    value,
  }));
}

function notOneOf(option: string, names: readonly string[]): Result<never, string> {
  return err(english('cli_not_one_of', option, names.join(', ')));
}
