import type { FlowSummary } from '../../core/flow/flow-summary.ts';

const texts = new Map<string, string>();
const lists = new Map<string, string[]>();

/**
 * A row whose parts are those of other rows that say the same: each message brings its own, and ten thousand rows name a
 * handful of banks.
 */
export function withSharedParts(row: FlowSummary): FlowSummary {
  const { profileId, scope, has, worstSeverity } = row;
  return {
    ...row,
    bank: one(row.bank),
    service: one(row.service),
    environment: one(row.environment),
    environmentKind: one(row.environmentKind),
    grant: one(row.grant),
    phase: one(row.phase),
    ...(profileId !== undefined && { profileId: one(profileId) }),
    ...(scope !== undefined && { scope: one(scope) }),
    ...(worstSeverity && { worstSeverity: one(worstSeverity) }),
    ...(has && { has: oneList(has) }),
  };
}

function one<Text extends string>(text: Text): Text {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return (known ?? text) as Text;
}

function oneList(list: string[]): string[] {
  const name = list.join(' ');
  const known = lists.get(name) ?? list.map(one);
  lists.set(name, known);
  return known;
}
