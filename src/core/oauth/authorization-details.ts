import type { AuthorizationDetailType } from '../banks/authorization-detail-type.ts';
import { fillKnownPlaces, fillTemplate, type TemplateValues } from '../banks/template.ts';
import { jsonBody, type TypedParameter } from './json-body.ts';
import type { FlowPlan, RequestDraft } from './request-draft.ts';

/** One thing that the customer is asked for: a type, and its members by their dotted names. */
export type AuthorizationDetail = NonNullable<RequestDraft['authorizationDetails']>[number];

type Member = AuthorizationDetailType['members'][number];

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

/** What a person wrote, else what the form of the type begins with; its places are as they were written. */
export function memberTemplate({ values: typed }: AuthorizationDetail, member: Member): string {
  return (Object.hasOwn(typed, member.name) ? typed[member.name] : undefined) ?? member.value;
}

/** Literal JSON has braces of its own, so that nothing is filled there. */
export function memberValue(
  detail: AuthorizationDetail,
  member: Member,
  values: TemplateValues,
): string {
  const typed = Object.hasOwn(detail.values, member.name);
  const template = memberTemplate(detail, member);
  if (member.as === 'json') return template;
  return typed ? fillKnownPlaces(template, values) : fillTemplate(template, values);
}
