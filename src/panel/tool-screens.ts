/** What is done with flows as a whole: loads when the first of it is wanted. */
export { Faults } from './flow-tools/faults/Faults.tsx';
