import { z } from 'zod';
import type { FlowEvent } from '../../../src/core/flow/flow-event.ts';
import { type FlowState, foldFlow } from '../../../src/core/flow/flow-state.ts';
import { askWorker } from './ask-worker.ts';
import type { Harness } from './harness.ts';
import { flowWithTokens, requestToken } from './kept-flow.ts';

const record = z.object({ events: z.array(z.custom<FlowEvent>()) });
let flows = 0;

/** A flow of its own with a customer's tokens, its Tokens tab open in the panel; gives its id. */
export async function openTokens({ bank, panel, panelPage }: Harness): Promise<string> {
  flows += 1;
  const name = `Kept ${flows}`;
  const flowId = await flowWithTokens(panelPage, bank, name);
  await panel.click('tab', 'Flows');
  await panel.click('row', `${name}, Account information, Practice, Tokens received`);
  await panel.openDetail('Tokens');
  return flowId;
}

/** The same with a token of the client's own, for payments. */
export async function openClientToken({ bank, panel, panelPage }: Harness): Promise<string> {
  flows += 1;
  const name = `Kept ${flows}`;
  const flowId = await requestToken(panelPage, bank, name);
  await panel.click('tab', 'Flows');
  await panel.click('row', `${name}, Payment initiation, Practice, Tokens received`);
  await panel.openDetail('Tokens');
  return flowId;
}

/** A flow as the worker recorded it. */
export async function readFlow({ panelPage }: Harness, flowId: string): Promise<FlowState> {
  const { events } = record.parse(await askWorker(panelPage, 'readFlow', { flowId }));
  const flow = foldFlow(events);
  if (!flow) throw new Error(`no flow ${flowId}`);
  return flow;
}

/** The calls of a path that reached the bank since its log was emptied: statuses, oldest first. */
export function statusesOf({ bank }: Pick<Harness, 'bank'>, path: string): (number | undefined)[] {
  return bank.control
    .log()
    .filter((entry) => entry.path.endsWith(path))
    .map(({ status }) => status);
}
