import { freshParameter } from '../compare/fresh-names.ts';
import type { FlowState } from '../flow/flow-state.ts';
import { withoutMarks } from '../flow/secret-marks.ts';
import type { Parameter } from '../oauth/parameter.ts';

/** How a parameter of one request stands to that of another. */
export type ParameterVerdict =
  | 'same'
  | 'changed'
  | 'added'
  | 'removed'
  /** another value in each request, as it must be */
  | 'fresh';

/** One parameter in both requests, side by side. */
export interface AlignedParameter {
  name: string;
  before?: string;
  after?: string;
  verdict: ParameterVerdict;
}

/** Two requests, parameter by parameter. */
export interface ParameterDifference {
  address: AlignedParameter;
  /** in the order of the later request; what it lacks stands where it stood */
  parameters: AlignedParameter[];
}

/** The authorization requests of two flows side by side; `undefined` where one of them was never opened. */
export function parameterDifference(
  before: FlowState,
  after: FlowState,
): ParameterDifference | undefined {
  if (!before.opened || !after.opened) return undefined;
  const old = requestOf(before.opened.url);
  const young = requestOf(after.opened.url);
  return {
    address: aligned('', old.address, young.address),
    parameters: align(old.parameters, young.parameters),
  };
}

function align(old: readonly Parameter[], young: readonly Parameter[]): AlignedParameter[] {
  const left = [...old];
  const names = new Set(young.map(({ name }) => name));
  const rows: AlignedParameter[] = [];
  for (const { name, value } of young) {
    const isIn = left.some((one) => one.name === name);
    // What stood before it, and is in the later request no more, keeps its place.
    while (isIn && left[0] && !names.has(left[0].name)) {
      rows.push(aligned(left[0].name, left[0].value, undefined));
      left.shift();
    }
    const place = left.findIndex((one) => one.name === name);
    const [found] = place < 0 ? [] : left.splice(place, 1);
    rows.push(aligned(name, found?.value, value));
  }
  return [...rows, ...left.map(({ name, value }) => aligned(name, value, undefined))];
}

function aligned(
  name: string,
  before: string | undefined,
  after: string | undefined,
): AlignedParameter {
  return {
    name,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    verdict: verdictOf(name, before, after),
  };
}

function verdictOf(
  name: string,
  before: string | undefined,
  after: string | undefined,
): ParameterVerdict {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (before === after) return 'same';
  return freshParameter(name, before) && freshParameter(name, after) ? 'fresh' : 'changed';
}

/** Marks hold a `#` and are never encoded: they are cut as they stand. */
function requestOf(url: string): { address: string; parameters: Parameter[] } {
  const begin = withoutMarks(url).indexOf('?');
  if (begin < 0) return { address: url, parameters: [] };
  const query = url.slice(begin + 1);
  const parameters = query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name: decoded(name), value: decoded(value.join('=')) };
  });
  return { address: url.slice(0, begin), parameters };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
