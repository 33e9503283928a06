import type { JSX } from 'preact';
import type { Confidence } from '../../core/banks/bank-profile.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';

/** A fact about a bank as a form shows it beneath the choice that it belongs to. */
interface Fact {
  confidence?: Confidence | undefined;
  note?: string | undefined;
}

/** How well facts are known, and what is worth knowing of them; `undefined` when there is nothing to say. */
export function factHint(...facts: readonly (Fact | undefined)[]): JSX.Element | undefined {
  const told = facts.filter((fact) => fact?.confidence ?? fact?.note);
  if (told.length === 0) return undefined;
  return (
    <>
      {told.map((fact, at) => (
        // A fact has no other identity than its place.
        <span key={at} class="fact">
          {fact?.confidence && (
            <span
              class={fact.confidence === 'documented' ? 'chip' : 'chip warn'}
              title={message(`confidence_${fact.confidence}_meaning`)}
            >
              {message(`confidence_${fact.confidence}`)}
            </span>
          )}
          {fact?.note && <span>{inWords(fact.note)}</span>}
        </span>
      ))}
    </>
  );
}
