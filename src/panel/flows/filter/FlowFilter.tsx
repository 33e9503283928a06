import { useEffect, useMemo } from 'preact/hooks';
import { fixedValues, flowSubject } from '../../../core/flow/flow-filter.ts';
import type { FlowSummary } from '../../../core/flow/flow-summary.ts';
import { type FilterSubject, parseListFilter } from '../../../core/flow/list-filter.ts';
import { message } from '../../browser.ts';
import { useStore } from '../../store-context.ts';
import { columnItems } from '../columns.ts';
import { clearFilter, filterInverted, filterText, flowFilter } from '../listed-flows.ts';
import { phaseWord } from '../PhaseChip.tsx';
import { serviceWord } from '../service-word.ts';
import { FilterBarView } from './FilterBarView.tsx';

/** A row does not change: what changes is another row. */
const subjects = new WeakMap<FlowSummary, FilterSubject>();

function subjectOf(flow: FlowSummary): FilterSubject {
  const known = subjects.get(flow);
  if (known) return known;
  const words = { service: serviceWord(flow.service), phase: phaseWord(flow) };
  const subject = flowSubject(flow, words, message);
  subjects.set(flow, subject);
  return subject;
}

/** Narrows the flow list by what is typed; what cannot be understood leaves it as it was. */
export function FlowFilter() {
  const store = useStore();
  const text = filterText.value;
  const inverted = filterInverted.value;
  const parsed = useMemo(() => parseListFilter(text), [text]);
  useEffect(() => {
    if (!parsed.ok) return;
    const { value: finds } = parsed;
    flowFilter.value = finds && ((flow) => finds(subjectOf(flow)) !== inverted);
  }, [parsed, inverted]);
  return (
    <FilterBarView
      text={text}
      inverted={inverted}
      fault={parsed.ok ? undefined : parsed.error}
      valuesOf={(key) =>
        fixedValues[key] ?? (store.flows.peek() ?? []).map((flow) => subjectOf(flow)[key][0] ?? '')
      }
      columns={columnItems(store.nowMs)}
      onText={(typed) => {
        filterText.value = typed;
      }}
      onInverted={(on) => {
        filterInverted.value = on;
      }}
      onClear={clearFilter}
    />
  );
}
