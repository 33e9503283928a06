import { describe, expect, it, vi } from 'vitest';
import messages from '../../../_locales/en/messages.json' with { type: 'json' };
import { provideCommand, runCommand } from '../../../src/panel/keys/commands.ts';
import { hearKeys } from '../../../src/panel/keys/hear-keys.ts';
import { isKey } from '../../../src/panel/keys/key-press.ts';
import { type CommandId, type KeyId, keysOf, keyTable } from '../../../src/panel/keys/key-table.ts';
import { ariaKeys, keyCaps, withKey } from '../../../src/panel/keys/key-text.ts';

const ids = Object.keys(keyTable) as KeyId[];

interface Pressed {
  key: string;
  held?: string[];
  repeat?: boolean;
  /** what has the focus answers to these selectors */
  within?: string;
}

/** A key press as a browser makes one, as far as anybody here asks it. */
function press({ key, held = [], repeat = false, within = 'main' }: Pressed): KeyboardEvent {
  const event = new Event('keydown', { bubbles: true, cancelable: true });
  const target = { closest: (selectors: string) => (selectors.includes(within) ? {} : null) };
  return Object.defineProperties(event, {
    key: { value: key },
    code: { value: '' },
    repeat: { value: repeat },
    ctrlKey: { value: held.includes('Control') },
    metaKey: { value: held.includes('Meta') },
    altKey: { value: held.includes('Alt') },
    getModifierState: { value: (name: string) => held.includes(name) },
    target: { value: target },
  }) as unknown as KeyboardEvent;
}

function openRoot(closing: string[] = []) {
  const root = Object.assign(new EventTarget(), {
    querySelector: (selectors: string) =>
      closing.find((one) => selectors.includes(one)) ? {} : null,
  });
  hearKeys(root as unknown as HTMLElement);
  return (pressed: Pressed) => {
    const event = press(pressed);
    const stopped = vi.spyOn(event, 'stopPropagation');
    root.dispatchEvent(event);
    return { taken: event.defaultPrevented, stopped: stopped.mock.calls.length > 0 };
  };
}

/** Provides a command for one test. */
function using<Outcome>(
  id: CommandId,
  run: () => unknown,
  test: () => Outcome,
  order = 1,
): Outcome {
  const end = provideCommand(id, { order, run });
  try {
    return test();
  } finally {
    end();
  }
}

describe('the key table', () => {
  it('says of every key what it does', () => {
    const unsaid = ids.filter((id) => !(`key_${id}` in messages));
    expect(unsaid).toEqual([]);
  });

  it.each([
    'Control+p',
    'Control+Shift+p',
    'Control+[',
    'Control+]',
    'F1',
    'F5',
    'F12',
    'Control+r',
  ])('leaves %s to the browser and DevTools', (owned) => {
    const held = owned.split(/\b\+/);
    const key = held.pop() ?? '';
    for (const modifiers of [held, held.map((one) => (one === 'Control' ? 'Meta' : one))]) {
      const event = press({ key, held: modifiers });
      expect(ids.filter((id) => isKey(event, id))).toEqual([]);
      const written = [...modifiers, key].join('+').toLowerCase();
      const bound = ids.flatMap((id) => [...keysOf(id, false), ...keysOf(id, true)]);
      expect(bound.map((keys) => keys.toLowerCase())).not.toContain(written);
    }
  });

  it('gives no two commands the same key, but for what Escape closes', () => {
    for (const mac of [false, true]) {
      const bound = ids
        .filter((id) => keyTable[id].place === 'panel' && id !== 'find_close')
        .flatMap((id) => keysOf(id, mac));
      expect(new Set(bound).size).toBe(bound.length);
    }
  });

  it('is written in tooltips and for assistive technology', () => {
    expect(withKey('Clear', 'clear')).toBe('Clear (Ctrl+L)');
    expect(ariaKeys('clear')).toBe('Control+L');
    expect(ariaKeys('find_next')).toBe('F3');
    expect(keyCaps('clear', true)).toEqual([['Cmd', 'K']]);
    expect(keyCaps('key_help')).toEqual([['?']]);
    expect(keyCaps('row_move').flat().slice(0, 3)).toEqual(['↑', '↓', 'Home']);
  });
});

describe('a key', () => {
  it('does what the table says, and is kept from the browser then', () => {
    const ran = vi.fn();
    using('clear', ran, () => {
      const pressed = openRoot();
      expect(pressed({ key: 'l', held: ['Control'] })).toEqual({ taken: true, stopped: true });
      expect(pressed({ key: 'L', held: ['Control'] }).taken).toBe(true);
      expect(pressed({ key: 'l' }).taken).toBe(false);
      expect(pressed({ key: 'l', held: ['Control', 'Shift'] }).taken).toBe(false);
      expect(pressed({ key: 'l', held: ['Control', 'Alt'] }).taken).toBe(false);
    });
    expect(ran).toHaveBeenCalledTimes(2);
  });

  it('is left alone where nothing can be done now', () => {
    expect(openRoot()({ key: 'l', held: ['Control'] })).toEqual({ taken: false, stopped: false });
    using(
      'close',
      () => false,
      () => expect(openRoot()({ key: 'Escape' })).toEqual({ taken: false, stopped: false }),
    );
  });

  it.each(['input', 'textarea', 'select', '[contenteditable="true"]'])(
    'that writes is never taken in %s',
    (within) => {
      const ran = vi.fn();
      using('key_help', ran, () =>
        using('focus_filter', ran, () => {
          const pressed = openRoot();
          expect(pressed({ key: '/', within }).taken).toBe(false);
          expect(pressed({ key: '?', held: ['Shift'], within }).taken).toBe(false);
        }),
      );
      expect(ran).not.toHaveBeenCalled();
      using('clear', ran, () => openRoot()({ key: 'l', held: ['Control'], within }));
      expect(ran).toHaveBeenCalledOnce();
    },
  );

  it('finds ? and / with Shift and without, as keyboards have them', () => {
    const ran = vi.fn();
    using('focus_filter', ran, () => {
      openRoot()({ key: '/' });
      openRoot()({ key: '/', held: ['Shift'] });
    });
    expect(ran).toHaveBeenCalledTimes(2);
  });

  it('that is held down does its work once', () => {
    const ran = vi.fn();
    using('watch', ran, () => {
      const pressed = openRoot();
      pressed({ key: 'e', held: ['Control'] });
      expect(pressed({ key: 'e', held: ['Control'], repeat: true }).taken).toBe(true);
    });
    expect(ran).toHaveBeenCalledOnce();
  });
});

describe('Escape', () => {
  it('closes the find bar before the details', () => {
    const closed: string[] = [];
    using(
      'close',
      () => closed.push('details'),
      () =>
        using(
          'find_close',
          () => closed.push('find'),
          () => openRoot()({ key: 'Escape' }),
        ),
      9,
    );
    expect(closed).toEqual(['find']);
  });

  it.each(['dialog:modal', ':popover-open'])('leaves an open %s to the browser alone', (open) => {
    const ran = vi.fn();
    using('close', ran, () =>
      expect(openRoot([open])({ key: 'Escape' })).toEqual({ taken: false, stopped: true }),
    );
    expect(ran).not.toHaveBeenCalled();
  });
});

describe('a command', () => {
  it('is done by the innermost that provides it, and by the next where that has nothing to do', () => {
    const ran: string[] = [];
    let inner: unknown;
    using(
      'close',
      () => ran.push('outer'),
      () =>
        using(
          'close',
          () => {
            ran.push('inner');
            return inner;
          },
          () => {
            expect(runCommand('close')).toBe(true);
            inner = false;
            expect(runCommand('close')).toBe(true);
          },
          2,
        ),
    );
    expect(ran).toEqual(['inner', 'inner', 'outer']);
    expect(runCommand('close')).toBe(false);
  });
});
