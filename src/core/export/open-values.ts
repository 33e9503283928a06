import type { RecordedFlow } from '../record/flow-file.ts';
import { flowScript } from './flow-script.ts';
import { scriptValues } from './script-values.ts';

/** Names of variables that a person has to fill in, since no value of them is at hand. */
export function openValues(record: RecordedFlow, secrets: ReadonlyMap<string, string>): string[] {
  const script = flowScript(record, 'to_make');
  const values = scriptValues(script, secrets);
  return script.variables
    .filter(({ name, source }) => source.kind !== 'answer' && !values.has(name))
    .map(({ name }) => name);
}
