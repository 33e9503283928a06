import { maskParameters } from '../core/flow/mask.ts';
import { lintPasted } from '../core/lint/lint-pasted.ts';
import { err, ok } from '../core/result.ts';
import type { Removal } from '../core/tokens/clean-text.ts';
import { type RecognisedText, recogniseText } from '../core/tokens/recognise-text.ts';
import { columns, indent } from './columns.ts';
import { defineCommand, describeAll } from './command.ts';
import { english } from './english.ts';
import { describeToken, tokenText } from './token-text.ts';

/** Shows the tokens in whatever carries them. Works offline and verifies nothing. */
export const decode = defineCommand({
  name: 'decode',
  usage:
    '[token | JSON answer | URL | curl command | HAR | text] [--json]   (or on standard input)',
  summary: 'cli_decode',
  options: {},
  positionals: 1,
  async run({ positionals: [argument] }, io) {
    const recognised = recogniseText(argument ?? (await io.readInput()));
    if (recognised.kind === 'empty') return err(english('cli_nothing_to_decode'));
    const nowMs = io.nowMs();
    const linted = recognised.tokens.map((named) => ({
      named,
      findings: lintPasted(named, recognised, nowMs),
    }));
    const json = {
      kind: recognised.kind,
      ...surroundings(recognised),
      cleaned: recognised.cleaned,
      credentials: recognised.credentials,
      tokens: linted.map(({ named, findings }) => ({
        ...describeToken(named, nowMs),
        findings: describeAll(findings),
      })),
    };
    const around = surroundings(recognised);
    const text = [
      ...(Object.keys(around).length === 0 ? [] : [JSON.stringify(around, null, 2)]),
      ...cleanedText(recognised.cleaned),
      ...recognised.credentials.map(({ user, secretLength }) =>
        english('inspector_basic', user, secretLength),
      ),
      ...linted.map(({ named, findings }) => tokenText(named, describeAll(findings), nowMs)),
    ].join('\n\n');
    return ok({ json, text, findings: linted.flatMap(({ findings }) => findings) });
  },
});

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
