/** What is done with flows as a whole: loads when the first of it is wanted. */
export { exportFlows } from './records/export-flows.ts';
export { RecordFile } from './records/RecordFile.tsx';
export { TransferArea } from './records/TransferArea.tsx';
export { takeTexts } from './records/take-texts.ts';
