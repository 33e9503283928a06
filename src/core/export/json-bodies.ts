import type { FlowScript } from './flow-script.ts';
import type { ScriptPiece } from './script-text.ts';

/**
 * The script with values in its JSON bodies that would not be one string there as they are: formats fill variables
 * in unescaped, and the file holds the values anyway.
 *
 * @param values by the names of variables
 */
export function fillJsonBodies(
  script: FlowScript,
  values: ReadonlyMap<string, string>,
): FlowScript {
  const fill = (piece: ScriptPiece): ScriptPiece => {
    const value = 'variable' in piece ? values.get(piece.variable) : undefined;
    const escaped = value === undefined ? undefined : JSON.stringify(value).slice(1, -1);
    return escaped === undefined || escaped === value ? piece : { text: escaped };
  };
  const steps = script.steps.map((step) => {
    if (step.kind !== 'call' || step.request.body?.kind !== 'text') return step;
    const { text } = step.request.body;
    const [first] = text;
    if (!first || !('text' in first) || !/^\s*[[{]/.test(first.text)) return step;
    const body = { kind: 'text' as const, text: text.map(fill) };
    return { ...step, request: { ...step.request, body } };
  });
  return { ...script, steps };
}
