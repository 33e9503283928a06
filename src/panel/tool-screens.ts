/** What is done with flows as a whole: loads when the first of it is wanted. */
export { Board } from './flow-tools/board/Board.tsx';
export { Compare } from './flow-tools/compare/Compare.tsx';
export { Replay } from './flow-tools/replay/Replay.tsx';
