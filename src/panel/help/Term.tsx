import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { TermPlace } from '../../core/help/term-of.ts';

export interface TermProps {
  place: TermPlace;
  name: string;
  /** what is shown in place of the name */
  children?: ComponentChildren;
}

type Glossary = Pick<typeof import('./glossary.ts'), 'ExplainedTerm' | 'TermMark'>;

const glossary = signal<Glossary>();
let isRead = false;

/** Without the glossary names are plain text; whatever is drawn next asks for it again. */
function read(): void {
  if (isRead) return;
  isRead = true;
  import('./glossary.ts').then(
    (loaded) => {
      glossary.value = loaded;
    },
    () => {
      isRead = false;
    },
  );
}

/** A name that says what it means when it is pointed at or has the focus. The glossary is read when the first one is drawn. */
export function Term({ children, ...term }: TermProps) {
  useEffect(read, []);
  const { ExplainedTerm } = glossary.value ?? {};
  const shown = children ?? term.name;
  return ExplainedTerm ? <ExplainedTerm {...term}>{shown}</ExplainedTerm> : shown;
}

/** A question mark that does the same, beside a field's label. */
export function TermHint(term: Omit<TermProps, 'children'>) {
  useEffect(read, []);
  const { TermMark } = glossary.value ?? {};
  return TermMark ? <TermMark {...term} /> : null;
}
