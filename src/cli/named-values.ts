import type { BankProfile } from '../core/banks/bank-profile.ts';
import { fitsPattern } from '../core/banks/pattern-danger.ts';
import type { VariableChoices } from '../core/banks/request-values.ts';
import { variableValue } from '../core/banks/request-values.ts';
import type { Parameter } from '../core/oauth/parameter.ts';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';

/** Reads `name=value` arguments; the value may be empty and may hold more `=`. */
export function readPairs(pairs: readonly string[]): Result<Parameter[], string> {
  const wrong = pairs.find((pair) => pair.indexOf('=') < 1);
  if (wrong !== undefined) return err(english('cli_not_a_pair', wrong));
  return ok(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1) };
    }),
  );
}

/** The choices that `--var` makes, checked against the profile's variables. */
export function readVariables(
  profile: BankProfile,
  given: readonly string[],
): Result<VariableChoices, string> {
  const pairs = readPairs(given);
  if (!pairs.ok) return pairs;
  for (const { name, value } of pairs.value) {
    const variable = Object.hasOwn(profile.variables, name) ? profile.variables[name] : undefined;
    if (!variable) {
      const names = Object.keys(profile.variables).join(', ');
      return err(english('cli_no_such_variable', profile.id, name, names));
    }
    const { pattern } = variable;
    if (pattern && !fitsPattern(variableValue(variable, value), `^(?:${pattern})$`)) {
      return err(english('cli_unfit_variable', name, value, pattern));
    }
  }
  return ok(Object.fromEntries(pairs.value.map(({ name, value }) => [name, value])));
}
