import type { FlowCommands } from './flow-commands.ts';

const nothing = () => undefined;

/** Buttons that do nothing, for drawing. */
export const idleCommands: FlowCommands = {
  exchangeCode: nothing,
  discardCode: nothing,
  releaseAnswer: nothing,
  pasteRedirect: async () => false,
  reveal: async () => null,
  runStep: nothing,
  runSteps: nothing,
  saveCaptured: nothing,
  pasteAnswer: nothing,
  openFlow: nothing,
  pushRequest: nothing,
  abandon: nothing,
  runAgain: nothing,
  cancel: nothing,
  close: nothing,
  dismissProblem: nothing,
};
