/** All that names need to say what they mean: read when the first of them is drawn. */
export { ExplainedTerm, TermMark } from './ExplainedTerm.tsx';
