import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import type { PageStep } from './page-step.ts';

/** Steps with the login and password of one of the sandbox's people in them, whom the bank publishes. */
export function asPersona(
  steps: readonly PageStep[],
  { id, sandbox }: BankProfile,
  name: string | undefined,
): Result<readonly PageStep[], string> {
  const { personas = [] } = sandbox ?? {};
  const persona = personas.find((one) => name === undefined || one.name === name);
  const filled = steps.map(({ fill = {}, ...step }) => ({
    ...step,
    fill: Object.fromEntries(
      Object.entries(fill).map(([field, value]) => [
        field,
        value.replace(/\{(login|password)\}/g, (whole, part: 'login' | 'password') => {
          return persona?.[part] ?? whole;
        }),
      ]),
    ),
  }));
  const lacks = filled.some(({ fill }) => /\{(login|password)\}/.test(Object.values(fill).join()));
  if (!lacks && (name === undefined || persona)) return ok(filled);
  return err(english('cli_no_persona', id, personas.map((one) => one.name).join(', ')));
}
