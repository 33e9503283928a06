import { message } from '../browser.ts';
import type { ShownFault } from './shown-fault.ts';

interface FaultListProps {
  faults: readonly ShownFault[];
  /** leads to the place of a fault; absent where there is none to go to */
  onFault?(fault: ShownFault): void;
}

/** What is wrong with a text, each with its line and column. */
export function FaultList({ faults, onFault }: FaultListProps) {
  if (faults.length === 0) return null;
  return (
    <ul class="fault-list" aria-label={message('faults_label')}>
      {faults.map((fault) => {
        const { line, column, sentence } = fault;
        const place = message('fault_place', line, column);
        return (
          <li key={`${line}:${column} ${sentence}`}>
            {onFault ? (
              <button type="button" class="quiet" onClick={() => onFault(fault)}>
                {place}
              </button>
            ) : (
              <span class="numbers">{place}</span>
            )}
            <span class="fault-words">{sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}
