import { writeFlowFile } from '../../../src/core/record/flow-file.ts';
import * as happenings from '../../fixtures/happenings.ts';

const { started, opened, captured, prepared, sent, answered, token } = happenings;
const MINUTE_MS = 60_000;

/** Of four banks, one after another; each flow a minute older than the one before it. */
export const MANY_BANKS = ['Alpha bank', 'Beta bank', 'Crédit Gamma', 'Delta bank'] as const;

/** Of so many flows one is of a branch of the first bank. */
export const FEW = 60;

/** The text of a record file with many flows in it. */
export function manyFlowsFile(count: number): string {
  return writeFlowFile(manyFlows(count));
}

/** Many flows, newest first: half of them got tokens, the others wait or were refused. */
export function manyFlows(count: number) {
  return Array.from({ length: count }, (_none, at) => flow(at));
}

function flow(at: number) {
  const flowId = `many-${at}`;
  const bank = MANY_BANKS[at % MANY_BANKS.length] ?? '';
  const start = {
    ...started(),
    bank: at % FEW === MANY_BANKS.length ? `${bank}, Market Street` : bank,
    findings: [],
  };
  const events = [
    happenings.record(
      start,
      opened(),
      captured('code'),
      prepared('c1', 'exchange'),
      sent('c1'),
      answered('c1', 'tokens', [token('access_token', 't1')]),
    ),
    happenings.record(start, opened()),
    happenings.record(start, opened(), captured('bank_error')),
  ][at % 2 === 0 ? 0 : 1 + ((at >> 1) % 2)];
  return {
    flowId,
    events: (events ?? []).map((event) => ({
      ...event,
      flowId,
      atMs: event.atMs - at * MINUTE_MS,
    })),
  };
}
