import type { BankProfile } from '../core/banks/bank-profile.ts';
import { type RecognisedBank, recogniseBank } from '../core/banks/recognise-bank.ts';
import type { HttpRequest } from '../core/oauth/http-message.ts';
import { ok, type Result } from '../core/result.ts';
import { readVariables } from './named-values.ts';
import { findEnvironment, findProfile } from './profiles.ts';

/** What the options of a command say of the bank that a request is for. */
export interface BankOptions {
  bank?: string | undefined;
  env?: string | undefined;
  var?: string[] | undefined;
}

/**
 * The bank that a request is for: the profile that `--bank` names, by id or by file, else the one that
 * knows the request's host. `undefined` when neither tells.
 */
export function findBank(
  options: BankOptions,
  { url, parameters }: HttpRequest,
  shipped: readonly BankProfile[],
): Result<RecognisedBank | undefined, string> {
  const named = options.bank === undefined ? undefined : findProfile(options.bank);
  if (named && !named.ok) return named;
  const recognised = recogniseBank(url, named ? [named.value] : shipped, parameters);
  const profile = named?.value ?? recognised?.profile;
  if (!profile) return ok(undefined);
  const environment = findEnvironment(profile, options.env ?? recognised?.environment);
  if (!environment.ok) return environment;
  const chosen = readVariables(profile, options.var ?? []);
  if (!chosen.ok) return chosen;
  const variables = { ...recognised?.variables, ...chosen.value };
  return ok({ profile, environment: environment.value, variables });
}
