import type { FlowFileFault } from '../../core/record/flow-file.ts';
import { english } from '../english.ts';

/** Why a file is no flow record, as a sentence. */
export function describeFlowFileFault(fault: FlowFileFault): string {
  switch (fault.kind) {
    case 'not_json':
    case 'other_format':
      return english(`cli_flow_file_${fault.kind}`);
    case 'unsound':
      return english('cli_flow_file_unsound', fault.place);
  }
}
