import {
  type AuthorizationDetail,
  buildAuthorizationDetails,
  findDetailType,
} from './authorization-details.ts';
import type { FlowPlan } from './request-draft.ts';

/**
 * The details that a text asks for, as the draft has them; `undefined` when the profile's types do not say all
 * that is in it, so that the text has to stay as it is.
 *
 * @see RFC 9396 §2
 */
export function readAuthorizationDetails(
  plan: FlowPlan,
  text: string,
): AuthorizationDetail[] | undefined {
  const parsed = parsedJson(text);
  if (!Array.isArray(parsed)) return undefined;
  const details = parsed.map((one) => readDetail(plan, one));
  if (!details.every((one) => one !== undefined)) return undefined;
  const again = buildAuthorizationDetails(
    { ...plan, draft: { ...plan.draft, authorizationDetails: details } },
    {},
  );
  // Members in another order mean the same.
  return again !== undefined && inOrder(JSON.parse(again)) === inOrder(parsed)
    ? details
    : undefined;
}

function readDetail(plan: FlowPlan, given: unknown): AuthorizationDetail | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { type } = given as { type?: unknown };
  const known = typeof type === 'string' ? findDetailType(plan, type) : undefined;
  if (!known) return undefined;
  const values = known.members.flatMap((member): [string, string][] => {
    const text = written(memberAt(given, member.name.split('.')), member.as);
    return text === member.value ? [] : [[member.name, text]];
  });
  return { type: known.type, values: Object.fromEntries(values) };
}

function memberAt(object: unknown, [first = '', ...rest]: string[]): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, first)) {
    return undefined;
  }
  const value = (object as Record<string, unknown>)[first];
  return rest.length === 0 ? value : memberAt(value, rest);
}

/** A member as a person would write it into the form. */
function written(value: unknown, as: string | undefined): string {
  if (value === undefined) return '';
  if (as === 'json') return JSON.stringify(value);
  if (as === 'list' && Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_name, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
