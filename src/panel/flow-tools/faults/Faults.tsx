import { useEffect, useMemo, useState } from 'preact/hooks';
import { benchMatrix } from '../../../core/fault-bench/bench-matrix.ts';
import { benchMarkdown } from '../../../core/fault-bench/describe-bench.ts';
import { FAULT_IDS, type FaultId } from '../../../core/fault-bench/fault.ts';
import { missingCondition } from '../../../core/fault-bench/fault-rows.ts';
import { faultyRequest } from '../../../core/fault-bench/faulty-request.ts';
import { lateUntilMs, nextAct } from '../../../core/fault-bench/next-act.ts';
import { benchCost, benchObstacle } from '../../../core/fault-bench/plan-bench.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import { isSecureAddress } from '../../../core/lint/secure-address.ts';
import { askForHosts } from '../../ask-for-host.ts';
import { askToReadAnswer } from '../../ask-to-read-answer.ts';
import { inspectedTabId, message } from '../../browser.ts';
import { tokenEndpoint } from '../../flows/request-address.ts';
import { showFlow } from '../../flows/show-flow.ts';
import { useStore } from '../../store-context.ts';
import type { FlowToolProps } from '../flow-tools.ts';
import { createBenchRunner } from './bench-runner.ts';
import { FaultsView } from './FaultsView.tsx';

/** Tries what a bank should refuse, from one good flow. */
export function Faults({ flow }: FlowToolProps) {
  const store = useStore();
  const runner = useMemo(() => createBenchRunner(store, flow), [flow.flowId]);
  useEffect(() => runner.dispose, [runner]);
  const [left, setLeft] = useState<ReadonlySet<FaultId>>(new Set());
  const good = runner.good.value;
  const bench = runner.bench.value;
  if (good === null) return <p>{message('faults_gone')}</p>;
  const problem = runner.problem.value;
  if (good === undefined && !problem) return <p role="status">{message('flows_loading')}</p>;
  const subject = bench ?? (good && { plan: good.started.plan, hasSecret: hasSecret(good) });
  const obstacle = good && benchObstacle(good);
  const choices = FAULT_IDS.map((id) => ({
    id,
    missing: subject && missingCondition(id, subject),
    chosen: !left.has(id),
  }));
  const chosen = choices.flatMap((choice) => (choice.chosen && !choice.missing ? choice.id : []));
  /** Within the click: browsers ask then only. */
  const afterAsking = (rows: readonly FaultId[], then: () => void) => {
    if (!good) return;
    const addresses = tokenHosts(good, rows).filter(isSecureAddress);
    const asked = addresses.length > 0 ? askForHosts(addresses) : Promise.resolve(true);
    void asked
      .catch(() => false)
      .then((granted) => {
        const [host = ''] = addresses.map((address) => new URL(address).host);
        if (granted) then();
        else runner.problem.value = { kind: 'host_denied', host };
      });
  };
  return (
    <FaultsView
      obstacle={obstacle}
      environment={good ? environmentOf(good) : ''}
      setup={
        good && bench === null
          ? {
              choices,
              cost: benchCost(chosen, good.started.plan),
              holds: store.settings.value.holdRedirects,
            }
          : undefined
      }
      progress={
        bench
          ? {
              act: nextAct(bench, store.nowMs.value, runner.resumedAtMs.value),
              rows: benchMatrix(bench),
              running: runner.running.value,
              pressed: runner.pressed.value,
              lateUntilMs: lateUntilMs(bench),
            }
          : undefined
      }
      hasInspectedTab={inspectedTabId() !== undefined}
      nowMs={store.nowMs}
      problem={problem}
      commands={{
        choose: (id, on) => {
          const next = new Set(left);
          if (on) next.delete(id);
          else next.add(id);
          setLeft(next);
        },
        start: () => afterAsking(chosen, () => runner.begin(chosen)),
        stop: runner.stop,
        resume: () => afterAsking(bench?.chosen ?? [], runner.resume),
        startOver: runner.leave,
        open: (login) =>
          void (good && askToReadAnswer(good.started.plan).then(() => runner.open(login))),
        giveUp: (flowId, saw) => void runner.giveUp(flowId, saw),
        showFlow: (flowId) => {
          store.tool.value = undefined;
          void showFlow(store, flowId);
        },
        markdown: () => (bench && good ? benchMarkdown(bench, good.started.bank, message) : ''),
        dismiss: () => {
          runner.problem.value = undefined;
        },
      }}
    />
  );
}

function hasSecret({ started }: FlowState): boolean {
  return started.secrets.some(({ kind }) => kind === 'client_secret');
}

function environmentOf({ started: { plan, bank } }: FlowState): string {
  const { label = plan.draft.environment } =
    plan.profile.environments[plan.draft.environment] ?? {};
  return `${bank}, ${label}`;
}

/** The token endpoints that a bench calls: the bank's, and the other bank's where its code goes there. */
function tokenHosts(flow: FlowState, rows: readonly FaultId[]): string[] {
  const { started } = flow;
  const elsewhere = rows.includes('other_banks_code')
    ? {
        ...flow,
        started: { ...started, plan: faultyRequest(started.plan, 'other_banks_code', '').plan },
      }
    : undefined;
  return [flow, elsewhere].flatMap((one) => (one ? (tokenEndpoint(one) ?? []) : []));
}
