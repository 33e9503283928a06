import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { packedFile } from '../../../scripts/pack-messages.ts';
import { type MessageFile, type MessageKey, messagesFrom } from '../../../src/core/messages.ts';
import { messagesFromPacked } from '../../../src/core/packed-messages.ts';

const folder = new URL('../../../_locales/', import.meta.url);
const read = (locale: string): MessageFile =>
  JSON.parse(readFileSync(new URL(`${locale}/messages.json`, folder), 'utf8'));
const readPacked = (file: MessageFile) =>
  messagesFromPacked(() => packedFile(file).packed?.message ?? '');

describe.each(readdirSync(folder))('the packed messages of "%s"', (locale) => {
  const file = { ...read(manifest.default_locale), ...read(locale) };
  const built = packedFile(file);
  const sayPacked = messagesFromPacked(() => built.packed?.message ?? '');

  it('say everything as the message file does, with and without facts', () => {
    const say = messagesFrom(file);
    const facts = ['$1', '$$', 3, '', 'e$2', '\t', 'g', 'h', 'i'];
    for (const name of Object.keys(file).filter((one) => !/^(cli|worker)_/.test(one))) {
      expect(sayPacked(name as MessageKey), name).toBe(say(name as MessageKey));
      expect(sayPacked(name as MessageKey, ...facts), name).toBe(say(name as MessageKey, ...facts));
    }
  });

  it('leave the browser what the manifest names, and nothing that it would fill in', () => {
    const { packed, ...own } = built;
    const { extName, extDescription } = file;
    expect(own).toEqual({
      extName: { message: extName?.message },
      extDescription: { message: extDescription?.message },
      worker_window: { message: file.worker_window?.message },
      worker_access: { message: file.worker_access?.message },
    });
    expect(packed?.message).not.toContain('$');
  });

  it('know nothing of a rule that is not there', () => {
    for (const part of ['seen', 'expected', 'fix']) {
      expect(sayPacked(`ZZ99_${part}` as MessageKey, 'fact')).toBe('');
    }
  });
});

it.each([
  ['a', '$$1 costs $1, $$$2 more', '$1 costs x, $y more'],
  ['AQ01_seen', '$1', 'x'],
  ['b', '', ''],
])('reads message "%s" of "%s"', (name, message, read) => {
  expect(readPacked({ [name]: { message } })(name as MessageKey, 'x', 'y')).toBe(read);
});

it.each(['two\nlines', 'a\ttab', '$NAME$', 'no $0 place', 'the end $'])('refuses %j', (message) => {
  expect(() => packedFile({ a: { message } })).toThrow(/message "a"/);
});
