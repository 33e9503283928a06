import { valuesInUse } from '../core/lint/bank-use.ts';
import type { HttpAnswer } from '../core/oauth/http-message.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { byName } from './authorize-url.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { findBank } from './lint-bank.ts';
import { readClientFile, readHistoryFile } from './lint-files.ts';
import { findingsOn } from './lint-findings.ts';
import { readRequest, requestKind } from './lint-request.ts';
import { allProfiles } from './profiles.ts';
import { shownParameters, withoutUser } from './shown-argument.ts';

const SPENT = ['sent', 'replaced'] as const;

/** Judges a request that somebody else built, with its bank, its client and what came back. */
export const lint = defineCommand({
  name: 'lint',
  usage:
    '<url | curl command | token request | -> [--bank ID|FILE.json] [--env E] [--var name=value]…\n' +
    '  [--client FILE] [--history FILE] [--verifier V] [--spent sent|replaced]\n' +
    '  [--status N] [--answer BODY|-] [--content-type T] [--json]\n' +
    '  client file:  {client_id?, redirectUris?: [uri], clientAuthentication?,\n' +
    '                 organizationIdentifier?, usedForBanks?: [profile id]}\n' +
    '  history file: {authorizationRequests?: [url], tokens?: [{scope, receivedAt, expires_in?}],\n' +
    '                 pushedRequests?: [{request_uri, receivedAt, expires_in?}],\n' +
    '                 consentGivenAt?, readsToday?}',
  summary: 'cli_lint',
  options: {
    bank: { type: 'string' },
    env: { type: 'string' },
    var: { type: 'string', multiple: true },
    client: { type: 'string' },
    history: { type: 'string' },
    verifier: { type: 'string' },
    spent: { type: 'string' },
    status: { type: 'string' },
    answer: { type: 'string' },
    'content-type': { type: 'string' },
  },
  positionals: 1,
  async run({ values, positionals: [argument] }, io) {
    const spent = SPENT.find((one) => one === values.spent);
    if (values.spent !== undefined && !spent) {
      return err(english('cli_not_one_of', '--spent', SPENT.join(', ')));
    }
    const text = argument === undefined || argument === '-' ? await io.readInput() : argument;
    if (text.trim() === '') return err(english('cli_missing_option', '<url>'));
    const read = readRequest(text);
    if (!read.ok) return read;
    const shipped = allProfiles();
    const found = findBank(values, read.value.request, shipped);
    if (!found.ok) return found;
    const bank = found.value;
    const client = readClientFile(values.client);
    if (!client.ok) return client;
    const history = readHistoryFile(values.history);
    if (!history.ok) return history;
    const body = values.answer === '-' ? await io.readInput() : values.answer;
    const answer = readAnswer({ ...values, answer: body }, io.nowMs());
    if (!answer.ok) return answer;
    const request = { ...read.value.request, url: withoutUser(read.value.request.url) };
    const kind = requestKind(request, bank);
    // A body alone goes to the token endpoint of the bank that was named.
    if (request.url === '') request.url = valuesInUse(bank ?? {})?.tokenEndpoint ?? '';
    if (request.url === '') return err(english('cli_no_endpoint'));
    const findings = await findingsOn({
      ...read.value,
      request,
      kind,
      bank,
      client: client.value,
      history: history.value,
      verifier: values.verifier,
      spent,
      answer: answer.value,
      nowMs: io.nowMs(),
      shipped,
    });
    const { profile, environment, variables } = bank ?? {};
    const json = {
      kind,
      endpoint: request.url.split(/[?#]/)[0],
      bank: profile ? { id: profile.id, environment, variables } : null,
      parameters: byName(shownParameters(request.parameters)),
      findings: describeAll(findings),
    };
    const recognised =
      profile && values.bank === undefined
        ? [english('cli_recognised_bank', profile.id, environment ?? '')]
        : [];
    const output = [...recognised, printFindings(findings)].join('\n\n');
    return ok({ json, text: output, findings });
  },
});

/** The answer that came back, as far as a person told it; headers that nobody told cannot be judged. */
function readAnswer(
  options: { status?: string; answer?: string | undefined; 'content-type'?: string },
  receivedAtMs: EpochMilliseconds,
): Result<HttpAnswer | undefined, string> {
  const { status = '200', answer: body = '', 'content-type': type = 'application/json' } = options;
  if (options.status === undefined && options.answer === undefined) return ok(undefined);
  if (!/^[1-5]\d\d$/.test(status)) return err(english('cli_no_status', status));
  return ok({
    status: Number(status),
    headers: [
      ['Content-Type', type],
      ['Cache-Control', 'no-store'],
    ],
    body,
    badText: false,
    bytes: body.length,
    cut: false,
    redirected: false,
    receivedAtMs,
    durationMs: 0,
  });
}
