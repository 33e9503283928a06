import type { BankProfile } from '../core/banks/bank-profile.ts';
import type { RecognisedBank } from '../core/banks/recognise-bank.ts';
import { valuesInUse } from '../core/lint/bank-use.ts';
import { bankWords } from '../core/lint/bank-words.ts';
import { describeStrictVerdict } from '../core/oauth/describe-strict-verdict.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import type { StrictVerdict } from '../core/oauth/strict-verdict.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';
import { type BankOptions, findBank } from './lint-bank.ts';
import { allProfiles } from './profiles.ts';

/** Options of both commands that judge what a bank answered. */
export const bankOptions = {
  bank: { type: 'string' },
  env: { type: 'string' },
  var: { type: 'string', multiple: true },
  issuer: { type: 'string' },
  'client-id': { type: 'string' },
} as const;

/** What an answer is held against: the bank that was named, else any OAuth server. */
export interface JudgingBank {
  profile: BankProfile;
  /** `undefined` when none was named */
  named: RecognisedBank | undefined;
  issuer: string | undefined;
}

export function findJudgingBank(
  options: BankOptions & { issuer?: string | undefined },
): Result<JudgingBank, string> {
  const shipped = allProfiles();
  const found = findBank(options, NO_REQUEST, options.bank === undefined ? [] : shipped);
  if (!found.ok) return found;
  const named = found.value;
  const profile = named?.profile ?? shipped.find(({ id }) => id === 'oidc');
  if (!profile) throw new Error('no profile for a server that nobody knows');
  const issuer = options.issuer ?? (valuesInUse(named ?? {})?.issuer || undefined);
  return ok({ profile, named, issuer });
}

const NO_REQUEST: HttpRequest = { method: 'GET', url: '', headers: [], parameters: [] };

/** A number of seconds, or of other things, that an option names; what it is not comes back as a sentence. */
export function readNumber(option: string, text: string): Result<number, string>;
export function readNumber(
  option: string,
  text: string | undefined,
): Result<number | undefined, string>;
export function readNumber(option: string, text: string | undefined) {
  if (text === undefined) return ok(undefined);
  return /^\d{1,12}(\.\d+)?$/.test(text) ? ok(Number(text)) : err(english('cli_no_number', option));
}

/** The verdict of a strict client for machines. */
export function strictJson(strict: StrictVerdict) {
  const sentence = describeStrictVerdict(strict, english);
  if (strict.verdict === 'accepts') return { ...strict, sentence };
  const { because } = strict;
  return { ...strict, because: { ...because, facts: because.facts.map(bankWords) }, sentence };
}

/** The bank that an answer was held against, for machines. */
export function shownBank({ named }: JudgingBank) {
  if (!named) return null;
  const { profile, environment, variables } = named;
  return { id: profile.id, environment, variables };
}
