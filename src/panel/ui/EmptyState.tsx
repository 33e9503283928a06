import type { ComponentChildren } from 'preact';
import './ui.css';

interface EmptyStateProps {
  title: string;
  /** what will appear here */
  sentence: string;
  /** the next step, as buttons */
  children?: ComponentChildren;
}

/** What stands in place of a list that has nothing in it. */
export function EmptyState({ title, sentence, children }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <h2>{title}</h2>
      <p class="subtle">{sentence}</p>
      {children && <div class="row">{children}</div>}
    </div>
  );
}
