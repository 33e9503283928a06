/**
 * The screens, and what else a panel does without at first. All of it loads when the first of it is wanted:
 * it shares much, so that one file is smaller than a file for each.
 */
export { Banks } from './banks/Banks.tsx';
export { FindBar } from './find/FindBar.tsx';
export { showFinding } from './findings/page/show-finding.tsx';
export { Board } from './flow-tools/board/Board.tsx';
export { Compare } from './flow-tools/compare/Compare.tsx';
export { Export } from './flow-tools/export/Export.tsx';
export { Faults } from './flow-tools/faults/Faults.tsx';
export { Replay } from './flow-tools/replay/Replay.tsx';
export { CaptureLimits } from './flows/capture/CaptureLimits.tsx';
export { UnaskedAnswers } from './flows/capture/UnaskedAnswers.tsx';
export { ExchangeTab } from './flows/ExchangeTab.tsx';
export { FlowDetail } from './flows/FlowDetail.tsx';
export { PracticeOffer } from './flows/first/PracticeOffer.tsx';
export { openColumnMenu, openFlowMenu } from './flows/menu/flow-menu.ts';
export { OtherWays } from './flows/other-ways/OtherWays.tsx';
export { QrCode } from './flows/qr/QrCode.tsx';
export { PushedRequest } from './flows/signed/PushedRequest.tsx';
export { CarriedRequest } from './flows/signed/RequestObject.tsx';
export { SignedAnswer } from './flows/signed/SignedAnswer.tsx';
export { lintStep } from './flows/steps/lint-step.ts';
export { KeySheet } from './keys/KeySheet.tsx';
export { NewFlow } from './new-flow/NewFlow.tsx';
export { SequencePicture } from './pictures/SequencePicture.tsx';
export { answerRecording } from './recorder/answer-recording.ts';
export { exportFlows } from './records/export-flows.ts';
export { RecordFile } from './records/RecordFile.tsx';
export { TransferArea } from './records/TransferArea.tsx';
export { takeTexts } from './records/take-texts.ts';
export { Settings } from './settings/Settings.tsx';
export { FlowTokens } from './tokens/FlowTokens.tsx';
export { LiveToken } from './tokens/lifetimes/LiveToken.tsx';
export { Tokens } from './tokens/Tokens.tsx';
export { UnreadNote } from './unread/UnreadNote.tsx';
export { watchPage } from './watch/watch-page.ts';
