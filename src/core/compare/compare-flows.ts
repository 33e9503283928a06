import type { FlowEvent } from '../flow/flow-event.ts';
import type { FlowState } from '../flow/flow-state.ts';
import { compareSteps, type StepContext } from './compare-steps.ts';
import type { StepFacts } from './fact.ts';
import type { ComparedRun, Difference, FlowComparison, StepComparison } from './flow-comparison.ts';
import { ownValues, planFacts } from './plan-facts.ts';
import { type RunFacts, runFacts, stepKey, stepOf } from './run-facts.ts';
import { steadyValues } from './steady-text.ts';

/** Phases in which a run stands because a person left it there. */
const LEFT = ['draft', 'code_captured', 'released', 'abandoned'];

/**
 * Two runs side by side, step by step. Values that must differ (state, code, tokens, dates, ids) are set aside;
 * what follows from a plan or profile of ours that differs is told apart from what the bank changed.
 * Throws for events that are no run: they do not begin with a start.
 */
export function compareFlows(
  before: readonly FlowEvent[],
  after: readonly FlowEvent[],
): FlowComparison {
  const [old, young] = [runFacts(before), runFacts(after)];
  if (!old || !young) throw new Error('a run begins with its start');
  const context = contextOf(old, young);
  const earlier = new Map(old.steps.map((step) => [stepKey(step.step), step]));
  const later = new Map(young.steps.map((step) => [stepKey(step.step), step]));
  const gone = old.steps.filter(({ step }) => !later.has(stepKey(step)));
  const plans = [old, young].map(({ flow }) => flow.started.plan);
  const [profile, other] = plans.map((plan) => JSON.stringify(plan.profile));
  // Profiles are large, and the same one as a rule.
  const [ofOld, ofYoung] = plans.map((plan) => ({
    ...stepOf({ kind: 'run' }, true),
    facts: planFacts(plan, profile !== other),
  }));
  const steps = [
    ...(ofOld && ofYoung ? [compareSteps(ofOld, ofYoung, context)] : []),
    ...young.steps.map((step) => {
      const other = earlier.get(stepKey(step.step));
      return other ? compareSteps(other, step, context) : onlyIn('after', step, old.flow);
    }),
    ...gone.map((step) => onlyIn('before', step, young.flow)),
  ];
  const common = [old, young].map((run) =>
    run.steps.map(({ step }) => stepKey(step)).filter((key) => earlier.has(key) && later.has(key)),
  );
  const [run] = steps;
  if (run && common[0]?.join() !== common[1]?.join()) {
    const names = (keys: readonly string[] = []) =>
      keys.flatMap((key) => earlier.get(key)?.step ?? []).map(({ kind, name }) => name ?? kind);
    run.differences.push({
      kind: 'order',
      side: 'run',
      name: '',
      before: names(common[0]).join(', '),
      after: names(common[1]).join(', '),
      cause: 'ours',
    });
  }
  const causes = new Set(steps.flatMap(({ differences }) => differences.map(({ cause }) => cause)));
  return {
    verdict: causes.has('bank')
      ? 'changed_at_bank'
      : causes.has('ours')
        ? 'changed_on_purpose'
        : 'same',
    before: comparedRun(old.flow),
    after: comparedRun(young.flow),
    steps,
  };
}

function contextOf(old: RunFacts, young: RunFacts): StepContext {
  const before = ownValues(old.flow.started.plan);
  const after = ownValues(young.flow.started.plan);
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  const side = (flow: FlowState, values: ReadonlyMap<string, string>) => ({
    steady: steadyValues(flow),
    own: differing
      .flatMap((name) => {
        const value = values.get(name);
        return value === undefined ? [] : [[value, name] as const];
      })
      .toSorted(([a], [b]) => b.length - a.length),
  });
  return { before: side(old.flow, before), after: side(young.flow, after) };
}

/** A step that the other run does not have. Only one that a run has to come to is a difference. */
function onlyIn(where: 'before' | 'after', step: StepFacts, other: FlowState): StepComparison {
  const comparison = { step: step.step, in: where, setAside: [], compared: 0 };
  if (!step.planned) return { ...comparison, differences: [] };
  const difference: Difference = {
    kind: 'not_reached',
    side: 'run',
    name: '',
    [where]: '',
    [where === 'before' ? 'after' : 'before']: other.phase,
    cause: LEFT.includes(other.phase) ? 'ours' : 'bank',
  };
  return { ...comparison, differences: [difference] };
}

function comparedRun({ flowId, startedAtMs, started }: FlowState): ComparedRun {
  const { profile, draft } = started.plan;
  const environment = profile.environments[draft.environment]?.label ?? draft.environment;
  return { flowId, bank: started.bank, environment, startedAtMs };
}
