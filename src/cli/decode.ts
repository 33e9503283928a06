import { maskParameters } from '../core/flow/mask.ts';
import { checkToken } from '../core/lint/check-token.ts';
import { lintToken } from '../core/lint/lint-token.ts';
import { withVerification } from '../core/lint/with-verification.ts';
import { err, ok } from '../core/result.ts';
import { type RecognisedText, recogniseText } from '../core/tokens/recognise-text.ts';
import { describeVerdict } from '../core/tokens/verify/describe-verdict.ts';
import { checkingOptions, readCheckingMeans } from './checking-means.ts';
import { defineCommand, describeAll } from './command.ts';
import { english } from './english.ts';
import { describeToken, tokenText } from './token-text.ts';

/** Shows what is in a token, a JSON token answer or a redirect URL, and verifies it with keys from files. Works offline. */
export const decode = defineCommand({
  name: 'decode',
  usage:
    '[token | JSON answer | URL] [--json]   (or on standard input)\n' +
    '  [--jwks FILE] [--key FILE] [--secret FILE]   (JWK set, JWK or PEM; shared secret)',
  summary: 'cli_decode',
  options: checkingOptions,
  positionals: 1,
  async run({ values, positionals: [argument] }, io) {
    const given = await readCheckingMeans(values);
    if (!given.ok) return given;
    const { means, source } = given.value;
    const recognised = recogniseText(argument ?? (await io.readInput()));
    if (recognised.kind === 'empty') return err(english('cli_nothing_to_decode'));
    const nowMs = io.nowMs();
    const linted = await Promise.all(
      recognised.tokens.map(async (named) => {
        const { token, decoded } = named;
        const { verification, verified, findings } = await checkToken(
          token,
          decoded,
          means,
          crypto.subtle,
        );
        const sentence =
          verification && decoded.kind !== 'opaque'
            ? describeVerdict(decoded.kind, verification, source, english)
            : undefined;
        return {
          named,
          checked: verification && { verdict: verification.verdict, sentence },
          sentence,
          findings: withVerification(lintToken(token, decoded, nowMs), verified, findings),
        };
      }),
    );
    const json = {
      kind: recognised.kind,
      ...surroundings(recognised),
      tokens: linted.map(({ named, checked, findings }) => ({
        ...describeToken(named, nowMs),
        ...(checked && { verification: checked }),
        findings: describeAll(findings),
      })),
    };
    const text = [
      ...(recognised.kind === 'token' ? [] : [JSON.stringify(surroundings(recognised), null, 2)]),
      ...linted.map(({ named, sentence, findings }) =>
        [sentence ?? [], tokenText(named, describeAll(findings), nowMs)].flat().join('\n\n'),
      ),
    ].join('\n\n');
    return ok({ json, text, findings: linted.flatMap(({ findings }) => findings) });
  },
});

/** What stood around the tokens; values under a secret's name are masked. */
function surroundings(recognised: Exclude<RecognisedText, { kind: 'empty' }>) {
  switch (recognised.kind) {
    case 'token':
      return {};
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
