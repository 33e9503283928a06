import { err, ok, type Result } from '../result.ts';
import { PLACE, templateNames } from './template.ts';

/** Says why a template can never be filled: a stray brace, or a name outside `known`. */
export function checkTemplate(
  template: string,
  known: ReadonlySet<string>,
): Result<void, { kind: 'stray_brace' | 'unknown_name'; name: string }> {
  const stray = template.replace(PLACE, '').match(/[{}]/);
  if (stray) return err({ kind: 'stray_brace', name: stray[0] });
  const unknown = templateNames(template).find((name) => !known.has(name));
  return unknown === undefined ? ok(undefined) : err({ kind: 'unknown_name', name: unknown });
}
