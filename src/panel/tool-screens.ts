/** What is done with flows as a whole: loads when the first of it is wanted. */
export { exportFlows } from './records/export-flows.ts';
export { RecordFile } from './records/RecordFile.tsx';
export { TransferArea } from './records/TransferArea.tsx';
export { takeTexts } from './records/take-texts.ts';
export { Export } from './flow-tools/export/Export.tsx';
export { Board } from './flow-tools/board/Board.tsx';
export { Compare } from './flow-tools/compare/Compare.tsx';
export { Replay } from './flow-tools/replay/Replay.tsx';
export { Faults } from './flow-tools/faults/Faults.tsx';
export { SequencePicture } from './pictures/SequencePicture.tsx';
