import type { Fact, Sequence, StepFacts } from './fact.ts';
import type { Difference, SetAside, StepComparison } from './flow-comparison.ts';
import { isAlike, reasonOf, type SteadyValues, steadyProse, steadyText } from './steady-text.ts';

/** What is known of a run when its texts are compared. */
interface RunValues {
  steady: SteadyValues;
  /** values of its plan that the other run has others for; longest first */
  own: readonly (readonly [value: string, name: string])[];
}

export interface StepContext {
  before: RunValues;
  after: RunValues;
}

interface Pair {
  before: Fact | undefined;
  after: Fact | undefined;
}

/** Longer texts are shown from where they begin to differ, this many characters. */
const SHOWN = 200;
const LEAD = 40;
/** What an answer is made of beside its status. */
const CONTENT: readonly string[] = [
  'header',
  'member',
  'lifetime',
  'scope',
  'claim',
  'algorithm',
  'token_header',
  'token_format',
];
/** Kinds that a value of one name may have in turn. */
const VALUES: readonly string[] = ['member', 'parameter', 'error_text', 'lifetime', 'scope'];

/** The same step of two runs. */
export function compareSteps(
  before: StepFacts,
  after: StepFacts,
  context: StepContext,
): StepComparison {
  const differences: Difference[] = [];
  const setAside: SetAside[] = [];
  const pairs = pairUp(before.facts, after.facts, context);
  // Of an answer that became a refusal, what a good one holds is not missed piece by piece.
  const isRefusal = isGood(before.facts) && !isGood(after.facts);
  for (const { before: old, after: young } of pairs) {
    const fact = young ?? old;
    if (!fact) continue;
    const { kind, side, name } = fact;
    const shown = showPair(old?.value, young?.value);
    const found = { kind, side, name, ...shown };
    const verdict = judge({ before: old, after: young }, context);
    if (verdict === 'same') continue;
    if (isRefusal && !young && CONTENT.includes(kind)) {
      setAside.push({ ...found, reason: 'derived' });
      continue;
    }
    if (typeof verdict === 'object') setAside.push({ ...found, reason: verdict.aside });
    else {
      const isOurs = side === 'run' || verdict === 'ours' || (side === 'request' && after.edited);
      differences.push({ ...found, cause: isOurs ? 'ours' : 'bank' });
    }
  }
  differences.push(...compareSequences(before.sequences, after.sequences));
  return { step: after.step, in: 'both', differences, setAside, compared: pairs.length };
}

function judge(
  { before, after }: Pair,
  context: StepContext,
): 'same' | 'ours' | 'bank' | { aside: SetAside['reason'] } {
  const fact = after ?? before;
  if (!fact) return 'same';
  if (!before || !after) {
    if (fact.mayMiss) return { aside: fact.aside ?? 'unseen' };
    return causeOf(fact, context);
  }
  if (before.value === after.value) return 'same';
  if (before.aside && after.aside) return { aside: after.aside };
  if (before.measure && after.measure) {
    const { tolerance } = after.measure;
    const isNear = Math.abs(before.measure.amount - after.measure.amount) <= tolerance;
    return isNear ? { aside: 'date' } : causeOf(fact, context);
  }
  const old = steady(before, context.before);
  const young = steady(after, context.after);
  if (isAlike(old, young)) return { aside: reasonOf(before.value, after.value) };
  const ownOld = replaceOwn(old, context.before);
  const ownYoung = replaceOwn(young, context.after);
  return isAlike(ownOld, ownYoung) ? 'ours' : causeOf(fact, context);
}

function isGood(facts: readonly Fact[]): boolean {
  return facts.some(({ kind, value }) => kind === 'status' && value.startsWith('2'));
}

/** Who made a difference. Our plan being another one does not explain what a bank answers; it does what we send. */
function causeOf(
  { side, blame, kind }: Fact,
  { before, after }: StepContext,
): 'ours' | 'bank' | { aside: SetAside['reason'] } {
  if (blame === 'circumstance') {
    if (kind !== 'finding') return 'ours';
    return before.own.length + after.own.length > 0 ? 'ours' : { aside: 'circumstance' };
  }
  return side === 'answer' ? 'bank' : 'ours';
}

function steady({ value, prose }: Fact, { steady: values }: RunValues): string {
  return prose ? steadyProse(value, values) : steadyText(value, values);
}

function replaceOwn(text: string, { own }: RunValues): string {
  return own.reduce((replaced, [value, name]) => {
    const mark = `{{our ${name}}}`;
    return replaced.replaceAll(value, mark).replaceAll(encodeURIComponent(value), mark);
  }, text);
}

/** Facts of one kind and name together; pages go by their address without what is random in it. */
function pairUp(before: readonly Fact[], after: readonly Fact[], context: StepContext): Pair[] {
  const pairs = new Map<string, Pair>();
  const keyOf = (fact: Fact, values: RunValues) => {
    // An address that holds a fresh id is the same place.
    const name = steadyProse(fact.name, values.steady);
    // A member that turns into an error text is still that member.
    const kind = VALUES.includes(fact.kind) ? 'value' : fact.kind;
    return JSON.stringify([kind, fact.side, name]);
  };
  for (const fact of before) {
    pairs.set(keyOf(fact, context.before), { before: fact, after: undefined });
  }
  for (const fact of after) {
    const key = keyOf(fact, context.after);
    pairs.set(key, { before: pairs.get(key)?.before, after: fact });
  }
  return [...pairs.values()];
}

/** Names that both have, in another order. */
function compareSequences(before: readonly Sequence[], after: readonly Sequence[]): Difference[] {
  const keyOf = ({ side, name }: Sequence) => `${side} ${name}`;
  const others = new Map(before.map((one) => [keyOf(one), one.names]));
  return after.flatMap((sequence): Difference[] => {
    const { side, name, names } = sequence;
    const other = others.get(keyOf(sequence)) ?? [];
    const [own, its] = [new Set(names), new Set(other)];
    const kept = names.filter((one) => its.has(one));
    const old = other.filter((one) => own.has(one));
    if (kept.join('\n') === old.join('\n')) return [];
    const cause = side === 'answer' ? 'bank' : 'ours';
    return [{ kind: 'order', side, name, before: old.join(', '), after: kept.join(', '), cause }];
  });
}

function showPair(before: string | undefined, after: string | undefined) {
  let from = 0;
  if ((before?.length ?? 0) > SHOWN || (after?.length ?? 0) > SHOWN) {
    while (from < SHOWN * 100 && before?.[from] !== undefined && before[from] === after?.[from]) {
      from += 1;
    }
    from = Math.max(0, from - LEAD);
  }
  const cut = (text: string) =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN)}${text.length > from + SHOWN ? '…' : ''}`;
  return {
    ...(before === undefined ? {} : { before: cut(before) }),
    ...(after === undefined ? {} : { after: cut(after) }),
  };
}
