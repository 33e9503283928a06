import { maskParameters } from '../core/flow/mask.ts';
import { checkToken } from '../core/lint/check-token.ts';
import type { Finding } from '../core/lint/finding.ts';
import { lintPasted } from '../core/lint/lint-pasted.ts';
import { lintToken } from '../core/lint/lint-token.ts';
import { withVerification } from '../core/lint/with-verification.ts';
import { err, ok } from '../core/result.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import type { Removal } from '../core/tokens/clean-text.ts';
import { decodeToken } from '../core/tokens/decode-jwt.ts';
import {
  type NamedToken,
  type RecognisedText,
  recogniseText,
} from '../core/tokens/recognise-text.ts';
import { describeVerdict } from '../core/tokens/verify/describe-verdict.ts';
import { expectationFor } from '../core/tokens/verify/expectation-for.ts';
import type { TokenCheck } from '../core/tokens/verify/token-check.ts';
import { checkingOptions, type GivenMeans, readCheckingMeans } from './checking-means.ts';
import { columns, indent } from './columns.ts';
import { defineCommand, describeAll } from './command.ts';
import { english } from './english.ts';
import { describeToken, tokenText } from './token-text.ts';

/** Shows the tokens in whatever carries them, and verifies them with keys from files. Works offline. */
export const decode = defineCommand({
  name: 'decode',
  usage:
    '[token | JSON answer | URL | curl command | HAR | text] [--json]   (or on standard input)\n' +
    '  [--jwks FILE] [--key FILE] [--secret FILE]   (JWK set, JWK or PEM; shared secret)\n' +
    '  [--certificate FILE] [--issuer I] [--client-id X] [--nonce N]   (what an ID token is held against)',
  summary: 'cli_decode',
  options: checkingOptions,
  positionals: 1,
  async run({ values, positionals: [argument] }, io) {
    const given = await readCheckingMeans(values);
    if (!given.ok) return given;
    const recognised = recogniseText(argument ?? (await io.readInput()));
    if (recognised.kind === 'empty') return err(english('cli_nothing_to_decode'));
    const nowMs = io.nowMs();
    const tokens = await Promise.all(
      recognised.tokens.map((named) => {
        const { means, asked } = given.value;
        const idToken = asked ? expectationFor(named, recognised, means.idToken) : undefined;
        const findings = lintPasted(named, recognised, nowMs);
        return examine(named, findings, { ...given.value, means: { ...means, idToken } }, nowMs);
      }),
    );
    const json = {
      kind: recognised.kind,
      ...surroundings(recognised),
      cleaned: recognised.cleaned,
      credentials: recognised.credentials,
      tokens: tokens.map((token) => token.json),
    };
    const around = surroundings(recognised);
    const text = [
      ...(Object.keys(around).length === 0 ? [] : [JSON.stringify(around, null, 2)]),
      ...cleanedText(recognised.cleaned),
      ...recognised.credentials.map(({ user, secretLength }) =>
        english('inspector_basic', user, secretLength),
      ),
      ...tokens.flatMap((token) => token.texts),
    ].join('\n\n');
    return ok({ json, text, findings: tokens.flatMap(({ findings }) => findings) });
  },
});

interface ExaminedToken {
  json: object;
  texts: string[];
  findings: Finding[];
}

/** A token with all that is known of it; of an encrypted one that was opened also what is inside. */
async function examine(
  named: NamedToken,
  ofText: readonly Finding[],
  given: GivenMeans,
  nowMs: EpochMilliseconds,
): Promise<ExaminedToken> {
  const { token, decoded } = named;
  const { means, source, asked } = given;
  const checked = await checkToken(token, decoded, means, nowMs, crypto.subtle);
  const { verification } = checked;
  const checks = asked ? checked.checks : [];
  const sentence =
    verification && decoded.kind !== 'opaque'
      ? describeVerdict(decoded.kind, verification, source, english)
      : undefined;
  const findings = withVerification(ofText, checked.verified, checked.findings);
  const inside =
    verification?.text === undefined
      ? undefined
      : await examineInside(verification.text, given, nowMs);
  return {
    json: {
      ...describeToken(named, nowMs),
      ...(checks.length > 0 && { checks: checks.map(checkJson) }),
      ...(verification && { verification: { verdict: verification.verdict, sentence } }),
      findings: describeAll(findings),
      ...(inside && { inside: inside.json }),
    },
    texts: [
      tokenText(named, describeAll(findings), nowMs),
      ...(sentence ? [sentence] : []),
      ...(checks.length > 0 ? [checksText(checks)] : []),
      ...(inside?.texts ?? []),
    ],
    findings: [...findings, ...(inside?.findings ?? [])],
  };
}

function checkJson({ name, outcome, missing }: TokenCheck) {
  return { name, outcome, ...(missing && { because: english(`check_${missing}`) }) };
}

/** The checks of an ID token one by one. */
function checksText(checks: readonly TokenCheck[]): string {
  const rows = checks.map(({ name, outcome, missing }) => [
    name,
    outcome,
    missing === undefined ? '' : english(`check_${missing}`),
  ]);
  return `checks\n${indent(columns(rows))}`;
}

async function examineInside(
  text: string,
  given: GivenMeans,
  nowMs: EpochMilliseconds,
): Promise<ExaminedToken> {
  const decoded = decodeToken(text);
  if (decoded.kind !== 'opaque') {
    const findings = lintToken(text, decoded, nowMs);
    return examine({ name: '', token: text, decoded }, findings, given, nowMs);
  }
  return { json: { kind: 'text', text }, texts: [text], findings: [] };
}

/** What stood around the tokens; values under a secret's name are masked. */
function surroundings(recognised: Exclude<RecognisedText, { kind: 'empty' }>) {
  switch (recognised.kind) {
    case 'token':
    case 'text':
    case 'har':
      return {};
    case 'curl':
    case 'url': {
      const { landedOn, parameters } = recognised;
      return { landedOn, parameters: maskParameters(parameters, []) };
    }
    case 'json': {
      const members = Object.entries(recognised.json).map(([name, value]) => {
        if (typeof value !== 'string') return [name, value] as const;
        return [name, maskParameters([{ name, value }], [])[0]?.value] as const;
      });
      return { members: Object.fromEntries(members) };
    }
  }
}

function cleanedText(cleaned: readonly Removal[]): string[] {
  if (cleaned.length === 0) return [];
  const rows = cleaned.map(({ kind, count }) => [english(`cleaned_${kind}`), String(count)]);
  return [`cleaned\n${indent(columns(rows))}`];
}
