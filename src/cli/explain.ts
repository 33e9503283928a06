import { explainApiAnswer } from '../core/lint/explain-api-answer.ts';
import { ok } from '../core/result.ts';
import { defineCommand, describeAll, printFindings } from './command.ts';
import { english } from './english.ts';
import { bankOptions, findJudgingBank, shownBank } from './judge-options.ts';
import { answerOptions, readAnswer } from './read-answer.ts';

/** Says what a bank's answer to an API call means, as the panel does at the token that was used. */
export const explain = defineCommand({
  name: 'explain',
  usage:
    "--status N [--content-type T] [--header 'Name: value']… [--body FILE|-]\n" +
    '  --bank ID|FILE.json [--env E] [--var name=value]… [--url ADDRESS] [--took SECONDS] [--json]',
  summary: 'cli_explain',
  options: { ...bankOptions, ...answerOptions, url: { type: 'string' } },
  positionals: 0,
  async run({ values }, io) {
    const answer = await readAnswer(values, io);
    if (!answer.ok) return answer;
    const bank = findJudgingBank(values);
    if (!bank.ok) return bank;
    const { profile } = bank.value;
    const { outcome, findings } = explainApiAnswer(answer.value, profile, values.url);
    const json = { outcome, bank: shownBank(bank.value), findings: describeAll(findings) };
    const text = [english(`cli_${outcome}`), printFindings(findings)];
    return ok({ json, text: text.join('\n\n'), findings });
  },
});
