import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restful } from '../../../src/panel/restful-ears.ts';
import { followShown } from '../../../src/panel/shown.ts';

const panel = new EventTarget();
const say = (word: 'panel-shown' | 'panel-hidden') => panel.dispatchEvent(new Event(word));

describe('a panel that nobody sees', () => {
  beforeEach(() => {
    vi.stubGlobal('window', panel);
    followShown(true);
    say('panel-shown');
  });
  afterEach(() => vi.unstubAllGlobals());

  function open(waits = false) {
    const listeners = new Set<(message: unknown) => void>();
    const answers: (() => void)[] = [];
    const heard: unknown[] = [];
    const wake = vi.fn();
    const waiting = signal(waits);
    const wire = restful({
      send: () => new Promise((resolve) => answers.push(() => resolve('done'))),
      onMessage(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    });
    wire.onMessage((message) => heard.push(message));
    wire.restWhileHidden(() => !waiting.value, wake);
    const tell = (message: string) => {
      for (const listener of listeners) listener(message);
    };
    return { wire, tell, heard, wake, waiting, answers };
  }

  it('hears nothing, and reads what it missed when it is shown again, once', () => {
    const { tell, heard, wake } = open();
    tell('one');
    say('panel-hidden');
    tell('two');
    expect(wake).not.toHaveBeenCalled();
    say('panel-shown');
    say('panel-shown');
    tell('three');
    expect(heard).toEqual(['one', 'three']);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('hears on while a flow waits for its redirect', () => {
    const { tell, heard, wake, waiting } = open(true);
    say('panel-hidden');
    tell('captured');
    waiting.value = false;
    tell('exchanged');
    expect(heard).toEqual(['captured']);
    say('panel-shown');
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('hears on until what it asked is answered: what it started may open another tab', async () => {
    const { wire, tell, heard, answers } = open();
    const asked = wire.send('start');
    say('panel-hidden');
    tell('started');
    answers[0]?.();
    await asked;
    tell('later');
    expect(heard).toEqual(['started']);
  });

  it('that was hidden and heard on has missed nothing', () => {
    const { wake } = open(true);
    say('panel-hidden');
    say('panel-shown');
    expect(wake).not.toHaveBeenCalled();
  });
});
