import { message } from '../browser.ts';
import type { GridLayout } from './grid-layout.ts';
import type { MenuItem } from './Menu.tsx';

/** Menu items that show and hide columns, all but the first, and one that gives all their first widths. */
export function hideItems(
  columns: readonly { id: string; label: string }[],
  layout: GridLayout,
  onLayout: (layout: GridLayout) => void,
): MenuItem[] {
  const { hidden } = layout;
  const items = columns.slice(1).map(({ id, label }): MenuItem => {
    const isHidden = hidden.includes(id);
    const others = hidden.filter((other) => other !== id);
    return {
      label,
      icon: 'check',
      checked: !isHidden,
      run: () => onLayout({ ...layout, hidden: isHidden ? others : [...others, id] }),
    };
  });
  return [
    ...items,
    {
      label: message('columns_reset'),
      icon: 'again',
      apart: true,
      run: () => onLayout({ ...layout, hidden: [], widths: {} }),
    },
  ];
}
