import { clientAuthenticationSchema } from '../core/banks/grant.ts';
import { maskText } from '../core/flow/mask.ts';
import { lintTokenAnswer } from '../core/lint/lint-token-answer.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import type { HttpAnswer } from '../core/oauth/http-message.ts';
import { strictTokenVerdict } from '../core/oauth/strict-verdict.ts';
import { readTokenAnswer, type TokenAnswer } from '../core/oauth/token-response.ts';
import { err, ok, type Result } from '../core/result.ts';
import { decodeText } from '../engine/http-sender.ts';
import { defineCommand, describeAll, type Io, printFindings } from './command.ts';
import { english } from './english.ts';
import {
  bankOptions,
  findJudgingBank,
  readNumber,
  shownBank,
  strictJson,
} from './judge-options.ts';
import { readBytesFile } from './read-text-file.ts';
import { shownArgument } from './shown-argument.ts';

/** Bytes of a body that are read, as the panel's worker does. */
const SIZE_LIMIT = 1_048_576;

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
    status: { type: 'string' },
    'content-type': { type: 'string' },
    header: { type: 'string', multiple: true },
    body: { type: 'string' },
    grant: { type: 'string' },
    scope: { type: 'string' },
    'scope-before': { type: 'string' },
    'refresh-token': { type: 'string' },
    'client-auth': { type: 'string' },
    dpop: { type: 'boolean' },
    took: { type: 'string' },
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

interface AnswerOptions {
  status?: string;
  'content-type'?: string;
  header?: string[];
  body?: string;
  took?: string;
}

async function readAnswer(options: AnswerOptions, io: Io): Promise<Result<HttpAnswer, string>> {
  const { status, 'content-type': type, header = [], body } = options;
  if (status === undefined) return err(english('cli_missing_option', '--status'));
  if (!/^[1-5]\d\d$/.test(status)) return err(english('cli_no_status', shownArgument(status)));
  const took = readNumber('--took', options.took ?? '0');
  if (!took.ok) return took;
  const headers: [string, string][] = type === undefined ? [] : [['Content-Type', type]];
  for (const line of header) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) return err(english('cli_no_header', shownArgument(line)));
    headers.push([name, value ?? '']);
  }
  const file =
    body === undefined
      ? ok(new Uint8Array())
      : body === '-'
        ? ok(await io.readBytes())
        : readBytesFile(body);
  if (!file.ok) return file;
  const bytes = file.value.subarray(0, SIZE_LIMIT);
  return ok({
    status: Number(status),
    headers,
    ...decodeText(bytes),
    bytes: bytes.length,
    cut: bytes.length < file.value.length,
    redirected: status.startsWith('3'),
    receivedAtMs: io.nowMs(),
    durationMs: took.value * 1000,
  });
}

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
