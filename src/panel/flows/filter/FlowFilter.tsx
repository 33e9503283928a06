import { useLayoutEffect, useMemo } from 'preact/hooks';
import { fixedValues } from '../../../core/flow/flow-filter.ts';
import { parseListFilter } from '../../../core/flow/list-filter.ts';
import { useStore } from '../../store-context.ts';
import { columnItems } from '../columns.ts';
import { clearFilter, filterInverted, filterText, flowFilter } from '../listed-flows.ts';
import { FilterBarView } from './FilterBarView.tsx';
import { narrowFlows, subjectOf } from './narrow-flows.ts';

/** Narrows the flow list by what is typed; what cannot be understood leaves it as it was. */
export function FlowFilter() {
  const store = useStore();
  const text = filterText.value;
  const inverted = filterInverted.value;
  const parsed = useMemo(() => parseListFilter(text), [text]);
  // Before what was typed is painted: the list goes with it.
  useLayoutEffect(() => {
    if (!parsed.ok) return;
    const { value: filter } = parsed;
    flowFilter.value = filter && ((flows) => narrowFlows(flows, text, filter, inverted));
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
