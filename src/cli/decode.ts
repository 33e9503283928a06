import { maskParameters } from '../core/flow/mask.ts';
import { lintToken } from '../core/lint/lint-token.ts';
import { err, ok } from '../core/result.ts';
import { type RecognisedText, recogniseText } from '../core/tokens/recognise-text.ts';
import { defineCommand, describeAll } from './command.ts';
import { english } from './english.ts';
import { describeToken, tokenText } from './token-text.ts';

/** Shows what is in a token, a JSON token answer or a redirect URL. Works offline and verifies nothing. */
export const decode = defineCommand({
  name: 'decode',
  usage: '[token | JSON answer | URL] [--json]   (or on standard input)',
  summary: 'cli_decode',
  options: {},
  positionals: 1,
  async run({ positionals: [argument] }, io) {
    const recognised = recogniseText(argument ?? (await io.readInput()));
    if (recognised.kind === 'empty') return err(english('cli_nothing_to_decode'));
    const nowMs = io.nowMs();
    const linted = recognised.tokens.map((named) => ({
      named,
      findings: lintToken(named.token, named.decoded, nowMs),
    }));
    const json = {
      kind: recognised.kind,
      ...surroundings(recognised),
      tokens: linted.map(({ named, findings }) => ({
        ...describeToken(named, nowMs),
        findings: describeAll(findings),
      })),
    };
    const text = [
      ...(recognised.kind === 'token' ? [] : [JSON.stringify(surroundings(recognised), null, 2)]),
      ...linted.map(({ named, findings }) => tokenText(named, describeAll(findings), nowMs)),
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
