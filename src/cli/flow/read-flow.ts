import { type FlowState, foldFlow } from '../../core/flow/flow-state.ts';
import { type RecordedFlow, readFlowFile } from '../../core/record/flow-file.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { english } from '../english.ts';
import { readTextFile } from '../read-text-file.ts';
import { describeFlowFileFault } from './flow-file-fault.ts';

/** A recorded flow, and what its events amount to. */
export interface ReadFlow {
  record: RecordedFlow;
  flow: FlowState;
}

/** Every flow of a record file; a sentence where it holds none that can be read. */
export function readFlows(path: string): Result<ReadFlow[], string> {
  const text = readTextFile(path);
  if (!text.ok) return text;
  const file = readFlowFile(text.value);
  if (!file.ok) return err(english('cli_unfit_flow_file', path, describeFlowFileFault(file.error)));
  const flows = file.value.flows.flatMap((record) => {
    const flow = foldFlow(record.events);
    return flow ? [{ record, flow }] : [];
  });
  return flows.length > 0 ? ok(flows) : err(english('cli_no_flow_in_file', path));
}

/** One flow of a record file: the one that `--flow` names, or the only one. */
export function readOneFlow(path: string, flowId: string | undefined): Result<ReadFlow, string> {
  const flows = readFlows(path);
  if (!flows.ok) return flows;
  const ids = flows.value.map(({ record }) => record.flowId);
  const [first, second] = flows.value;
  if (flowId === undefined && second) {
    return err(english('cli_several_flows', path, ids.join(', ')));
  }
  const flow = flows.value.find(({ record }) => record.flowId === flowId) ?? first;
  return flow && (flowId === undefined || flow.record.flowId === flowId)
    ? ok(flow)
    : err(english('cli_no_such_flow', path, flowId ?? '', ids.join(', ')));
}
