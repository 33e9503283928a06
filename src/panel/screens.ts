/**
 * The screens, and what else a panel does without at first. All of it loads when the first of it is wanted:
 * it shares much, so that one file is smaller than a file for each.
 */
export { Banks } from './banks/Banks.tsx';
export { CaptureLimits } from './flows/capture/CaptureLimits.tsx';
export { UnaskedAnswers } from './flows/capture/UnaskedAnswers.tsx';
export { OtherWays } from './flows/other-ways/OtherWays.tsx';
export { lintStep } from './flows/steps/lint-step.ts';
export { NewFlow } from './new-flow/NewFlow.tsx';
export { answerRecording } from './recorder/answer-recording.ts';
export { Settings } from './settings/Settings.tsx';
export { DecodedContent } from './tokens/DecodedContent.tsx';
export { FlowTokens } from './tokens/FlowTokens.tsx';
export { LiveToken } from './tokens/lifetimes/LiveToken.tsx';
export { Tokens } from './tokens/Tokens.tsx';
export { watchPage } from './watch/watch-page.ts';
