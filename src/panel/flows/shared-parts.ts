import type { FlowSummary } from '../../core/flow/flow-summary.ts';

/** A scope may name a consent, and so be another with each flow: what is shared is forgotten once it is this many. */
const MOST = 500;

const texts = new Map<string, string>();
const lists = new Map<string, string[]>();

/**
 * A row whose parts are those of other rows that say the same: each message brings its own, and ten thousand rows name a
 * handful of banks.
 */
export function withSharedParts(row: FlowSummary): FlowSummary {
  const { flowId, startedAtMs, bank, service, environment, environmentKind, ...more } = row;
  const { grant, phase, busy, profileId, scope, has, worstSeverity, ...rare } = more;
  // Named one by one, all that every row says stands in the object itself, and not in a second one beside it.
  return {
    flowId,
    startedAtMs,
    bank: one(bank),
    service: one(service),
    environment: one(environment),
    environmentKind: one(environmentKind),
    grant: one(grant),
    phase: one(phase),
    busy,
    ...(profileId !== undefined && { profileId: one(profileId) }),
    ...(scope !== undefined && { scope: one(scope) }),
    ...(has && { has: oneList(has) }),
    ...(worstSeverity && { worstSeverity: one(worstSeverity) }),
    ...rare,
  };
}

function one<Text extends string>(text: Text): Text {
  const known = texts.get(text);
  if (known === undefined) {
    if (texts.size >= MOST) texts.clear();
    texts.set(text, text);
  }
  return (known ?? text) as Text;
}

function oneList(list: string[]): string[] {
  const name = list.join(' ');
  const known = lists.get(name) ?? list.map(one);
  lists.set(name, known);
  return known;
}
