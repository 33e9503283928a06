import type { AuthorizationDetailType } from '../banks/authorization-detail-type.ts';
import { missingNames, type TemplateValues, templateNames } from '../banks/template.ts';
import {
  type AuthorizationDetail,
  findDetailType,
  memberTemplate,
  memberValue,
} from './authorization-details.ts';
import type { FlowPlan } from './request-draft.ts';

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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
