// Put into the panel's page of a test's copy, before everything else: notes which controls were drawn and which were
// really used. It looks only when something is pressed, typed or chosen, so that it costs a panel at rest nothing.
(() => {
  const ROLES = new Set([
    'button',
    'tab',
    'switch',
    'checkbox',
    'radio',
    'menuitem',
    'menuitemcheckbox',
    'menuitemradio',
    'combobox',
    'textbox',
    'searchbox',
    'spinbutton',
    'slider',
    'link',
    'summary',
    'separator',
  ]);
  const TAGS = {
    BUTTON: 'button',
    A: 'link',
    SUMMARY: 'summary',
    SELECT: 'combobox',
    TEXTAREA: 'textbox',
  };
  const INPUTS = {
    checkbox: 'checkbox',
    radio: 'radio',
    search: 'searchbox',
    number: 'spinbutton',
    range: 'slider',
  };
  const CONTROLS = ['button, a[href], summary, select, textarea, input']
    .concat([...ROLES].map((role) => `[role=${role}]`))
    .join(', ');
  const OWN_TEXT = new Set(['SELECT', 'TEXTAREA', 'INPUT']);

  const seen = new Set();
  const used = new Set();
  const key = `test:controls:${crypto.randomUUID()}`;

  const roleOf = (node) => {
    const given = node.getAttribute('role');
    if (given !== null) return ROLES.has(given) ? given : undefined;
    if (node.tagName !== 'INPUT') return TAGS[node.tagName];
    if (node.type === 'file' || node.type === 'hidden') return undefined;
    return INPUTS[node.type] ?? 'textbox';
  };
  const textOf = (node) => {
    if (!node) return '';
    if (!node.querySelector('[aria-hidden=true], select')) return node.textContent;
    const copy = node.cloneNode(true);
    for (const hidden of copy.querySelectorAll('[aria-hidden=true], select')) hidden.remove();
    return copy.textContent;
  };
  const nameOf = (node) => {
    // Each word with a tip is a button of the same kind.
    if (node.matches('.term')) return 'What a word means';
    const ids = node.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const name =
      ids.map((id) => textOf(document.getElementById(id))).join(' ') ||
      node.getAttribute('aria-label') ||
      textOf(node.labels?.[0]) ||
      (OWN_TEXT.has(node.tagName) ? '' : textOf(node)) ||
      node.title ||
      node.placeholder ||
      '';
    return name.replace(/\s+/g, ' ').trim().slice(0, 160);
  };
  const isForUse = (node) =>
    !node.matches(':disabled, [aria-disabled=true], [readonly]') &&
    // A line between two groups is no control; one that can be moved can have the focus.
    (node.getAttribute('role') !== 'separator' || node.tabIndex >= 0);
  const idOf = (node) => {
    const role = roleOf(node);
    return role && isForUse(node) ? JSON.stringify([role, nameOf(node)]) : undefined;
  };
  const look = () => {
    for (const node of document.querySelectorAll(CONTROLS)) {
      if (node.checkVisibility({ visibilityProperty: true })) {
        const id = idOf(node);
        if (id) seen.add(id);
      }
    }
  };
  const write = () => {
    chrome.storage.session
      .set({ [key]: { seen: [...seen], used: [...used] } })
      .catch(() => undefined);
  };
  // "Delete all data" takes these notes too, and those of pages that are gone.
  chrome.storage.session.onChanged.addListener((changes) => {
    for (const [noted, { oldValue, newValue }] of Object.entries(changes)) {
      if (!noted.startsWith('test:controls:') || newValue !== undefined) continue;
      chrome.storage.session.set({ [noted]: oldValue }).catch(() => undefined);
    }
  });
  const use = ({ target }) => {
    for (let node = target; node instanceof Element; node = node.parentElement) {
      const id = idOf(node);
      if (id) return used.add(id);
    }
    return undefined;
  };
  const listen = (type, heard) => addEventListener(type, heard, { capture: true, passive: true });

  listen('pointerdown', look);
  listen('keydown', (event) => {
    // Not for each letter that is typed.
    if (event.key?.length === 1 && event.key !== ' ') return;
    const before = seen.size + used.size;
    look();
    if (event.isTrusted && event.target?.getAttribute?.('role') === 'separator') use(event);
    if (seen.size + used.size > before) write();
  });
  listen('click', (event) => {
    look();
    if (event.isTrusted) use(event);
    write();
  });
  // A word with a tip is not pressed: pointing at it, or the keyboard, is its use.
  for (const type of ['pointerenter', 'focusin']) {
    listen(type, (event) => {
      if (event.target?.matches?.('.term, .term-mark')) use(event);
    });
  }
  for (const type of ['input', 'change']) {
    listen(type, (event) => {
      const before = seen.size + used.size;
      use(event);
      if (seen.size + used.size > before) write();
    });
  }
})();
