const NAMES = 'button.term, button.term-mark';

/** What the names of one table, list, address or part of a form have in common. */
function groupOf(name: Element): Element {
  return name.closest('table, dl, .url-text, .request-text, .form-section, form') ?? document.body;
}

function namesIn(group: Element): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>(NAMES)];
}

/**
 * Makes a name that was just drawn one of its group's: Tab stops at one of them, arrow keys go from there to the
 * others. A table of thirty names would be thirty stops otherwise.
 *
 * @returns gives the stop on when the name goes away
 */
export function oneStop(name: HTMLElement): () => void {
  if (!name.matches(NAMES)) return () => undefined;
  const group = groupOf(name);
  if (namesIn(group).some((other) => other !== name && other.tabIndex === 0)) name.tabIndex = -1;
  return () => {
    const [first] = namesIn(group).filter((other) => other !== name);
    if (name.tabIndex === 0 && first) first.tabIndex = 0;
  };
}

/** Arrow keys, Home and End go from name to name; the stop goes with them. */
export function moveInStop(event: KeyboardEvent): void {
  const name = event.currentTarget as HTMLElement;
  if (!name.matches(NAMES)) return;
  const names = namesIn(groupOf(name));
  const at = names.indexOf(name);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  const next = to === undefined ? undefined : names.at(to % names.length);
  if (!next) return;
  event.preventDefault();
  name.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
