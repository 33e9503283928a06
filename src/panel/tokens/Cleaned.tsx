import type { Removal } from '../../core/tokens/clean-text.ts';
import { message } from '../browser.ts';

/** What was taken out of a pasted text before it was read, each with how often it stood there. */
export function Cleaned({ cleaned }: { cleaned: readonly Removal[] }) {
  if (cleaned.length === 0) return null;
  return (
    <section class="card" aria-label={message('cleaned_title')}>
      <h3>{message('cleaned_title')}</h3>
      <ul class="cleaned">
        {cleaned.map(({ kind, count }) => (
          <li key={kind}>{message('cleaned_count', count, message(`cleaned_${kind}`))}</li>
        ))}
      </ul>
    </section>
  );
}
