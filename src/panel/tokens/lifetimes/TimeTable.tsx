import type { ReadonlySignal } from '@preact/signals';
import { type Lifetime, lifetimeState } from '../../../core/lifetimes/lifetime.ts';
import { markdownTable } from '../../../core/pictures/markdown-table.ts';
import { epochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { absoluteText } from '../../ui/time-text.ts';

interface TimeTableProps {
  lifetimes: readonly Lifetime[];
  nowMs: ReadonlySignal<number>;
}

/** The time line's twin: the same, in words and dates. */
export function TimeTable({ lifetimes, nowMs }: TimeTableProps) {
  const head = [
    message('lifetimes_what'),
    message('lifetimes_state'),
    message('lifetimes_from'),
    message('lifetimes_until'),
    message('lifetimes_by'),
  ];
  const rowOf = (lifetime: Lifetime) => [
    message(`lifetime_${lifetime.kind}`),
    message(`lifetime_is_${lifetimeState(lifetime, nowMs.value)}`),
    absoluteText(lifetime.fromMs),
    lifetime.ends.map((end) => absoluteText(epochMilliseconds(end))).join('; '),
    message(`lifetime_by_${lifetime.source}`),
  ];
  return (
    <details>
      <summary>{message('lifetimes_as_table')}</summary>
      <div class="stack tight">
        <table class="time-table" aria-label={message('lifetimes_as_table')}>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lifetimes.map((lifetime) => {
              const [name, ...cells] = rowOf(lifetime);
              return (
                <tr key={`${lifetime.kind} ${lifetime.id}`}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, at) => (
                    <td key={at}>{cell}</td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
        <div class="row">
          <CopyButton
            label={message('action_copy_markdown')}
            text={() => markdownTable(head, lifetimes.map(rowOf))}
          />
        </div>
      </div>
    </details>
  );
}
