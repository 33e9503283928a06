/** What is done with flows as a whole: loads when the first of it is wanted. */
export { Export } from './flow-tools/export/Export.tsx';
