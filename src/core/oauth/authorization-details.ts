import type { AuthorizationDetailType } from '../banks/authorization-detail-type.ts';
import {
  fillKnownPlaces,
  fillTemplate,
  missingNames,
  type TemplateValues,
  templateNames,
} from '../banks/template.ts';
import { jsonBody, type TypedParameter } from './json-body.ts';
import type { FlowPlan, RequestDraft } from './request-draft.ts';

/** One thing that the customer is asked for: a type, and its members by their dotted names. */
export type AuthorizationDetail = NonNullable<RequestDraft['authorizationDetails']>[number];

type Member = AuthorizationDetailType['members'][number];

/**
 * What stands against a detail, by its place among the draft's, from 0. `names` are places of the member's
 * template that nothing fills; none where a person left it empty.
 */
export type AuthorizationDetailFault =
  | { kind: 'unknown_type'; at: number }
  | { kind: 'member_empty'; at: number; member: string; names: string[] }
  | { kind: 'not_an_option'; at: number; member: string }
  | { kind: 'not_a_number' | 'not_a_boolean' | 'not_json'; at: number; member: string };

/**
 * The JSON text of `authorization_details`; `undefined` where the draft asks for none. It says what the person
 * wrote, right or wrong: a type that the profile lacks goes out with its values as texts.
 *
 * @see RFC 9396 §2
 */
export function buildAuthorizationDetails(
  plan: FlowPlan,
  values: TemplateValues,
): string | undefined {
  const { authorizationDetails: details = [] } = plan.draft;
  if (details.length === 0) return undefined;
  return `[${details.map((detail) => buildDetail(detail, plan, values)).join(',')}]`;
}

function buildDetail(detail: AuthorizationDetail, plan: FlowPlan, values: TemplateValues): string {
  const members = findDetailType(plan, detail.type)?.members ?? [];
  const own = members.map(
    (member): TypedParameter => ({ ...member, value: memberValue(detail, member, values) }),
  );
  const names = new Set(members.map(({ name }) => name));
  const others = Object.entries(detail.values)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ name, value: fillKnownPlaces(value, values) }));
  return jsonBody([
    { name: 'type', value: detail.type },
    ...[...own, ...others].filter(({ value }) => value !== ''),
  ]);
}

/** The profile's form for a type of detail. */
export function findDetailType(
  { profile }: Pick<FlowPlan, 'profile'>,
  type: string,
): AuthorizationDetailType | undefined {
  return profile.authorizationDetails?.types.find((one) => one.type === type);
}

/** What stands against the draft's details, in the order of their members. */
export function findDetailFaults(
  plan: FlowPlan,
  values: TemplateValues,
): AuthorizationDetailFault[] {
  return (plan.draft.authorizationDetails ?? []).flatMap((detail, at) => {
    const type = findDetailType(plan, detail.type);
    if (!type) return [{ kind: 'unknown_type', at }];
    return type.members.flatMap((member): AuthorizationDetailFault[] => {
      const fault = memberFault(detail, member, values);
      return fault ? [{ ...fault, at, member: member.name }] : [];
    });
  });
}

type MemberFault =
  | { kind: 'member_empty'; names: string[] }
  | { kind: 'not_an_option' | 'not_a_number' | 'not_a_boolean' | 'not_json' };

function memberFault(
  detail: AuthorizationDetail,
  member: Member,
  values: TemplateValues,
): MemberFault | undefined {
  const value = memberValue(detail, member, values);
  const template = memberTemplate(detail, member);
  if (value === '') {
    if (member.requirement !== 'required') return undefined;
    return { kind: 'member_empty', names: missingNames(template, values) };
  }
  // What an earlier step brings is not there yet.
  if (member.as !== 'json' && templateNames(value).length > 0) return undefined;
  if (member.options && !member.options.includes(value)) return { kind: 'not_an_option' };
  const kind = unlikeKind(value, member.as);
  return kind && { kind };
}

function unlikeKind(value: string, as: Member['as']) {
  switch (as) {
    case 'number':
      return /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? undefined : 'not_a_number';
    case 'boolean':
      return value === 'true' || value === 'false' ? undefined : 'not_a_boolean';
    case 'json':
      return isJson(value) ? undefined : 'not_json';
    default:
      return undefined;
  }
}

/** What a person wrote, else what the form of the type begins with; its places are as they were written. */
export function memberTemplate({ values: typed }: AuthorizationDetail, member: Member): string {
  return (Object.hasOwn(typed, member.name) ? typed[member.name] : undefined) ?? member.value;
}

/** Literal JSON has braces of its own, so that nothing is filled there. */
function memberValue(detail: AuthorizationDetail, member: Member, values: TemplateValues): string {
  const typed = Object.hasOwn(detail.values, member.name);
  const template = memberTemplate(detail, member);
  if (member.as === 'json') return template;
  return typed ? fillKnownPlaces(template, values) : fillTemplate(template, values);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
