import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './ui.css';

interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** a short text after the label; read as a description, so that the tab's name stays its label */
  badge?: string | number | undefined;
}

interface TabsProps<Id extends string> {
  /** name of the whole tab list */
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect(id: Id): void;
  /** stands at the end of the tab strip */
  aside?: ComponentChildren;
  /** the selected tab's panel */
  children: ComponentChildren;
}

/** Tabs with one stop for the Tab key; arrow keys, Home and End move and select. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onSelect, aside, children } = props;
  const base = useId();
  const panelId = `${base}-panel`;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const to = target(event.key, at, tabs.length);
    const next = tabs[to];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-strip">
        <div role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map(({ id, label, badge }) => (
            <button
              key={id}
              id={`${base}-${id}`}
              type="button"
              role="tab"
              aria-selected={id === selected}
              aria-description={badge === undefined ? undefined : String(badge)}
              aria-controls={id === selected ? panelId : undefined}
              tabIndex={id === selected ? 0 : -1}
              onClick={() => onSelect(id)}
            >
              {label}
              {badge !== undefined && (
                <span class="badge numbers" aria-hidden="true">
                  {badge}
                </span>
              )}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div role="tabpanel" id={panelId} aria-labelledby={`${base}-${selected}`}>
        {children}
      </div>
    </div>
  );
}

function target(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
