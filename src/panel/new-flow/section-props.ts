import type { DraftForm } from './draft-form.ts';

/** What every section of the form is given. */
export interface SectionProps {
  form: DraftForm;
  change(next: DraftForm): void;
  /** what is wrong with a field, as a sentence; only once the person has left it */
  problemOf(field: string): string | undefined;
  /** wire name of the parameter to point out */
  highlighted: string | undefined;
}
