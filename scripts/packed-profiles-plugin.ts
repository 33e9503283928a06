import type { Plugin } from 'vite';
import { readShippedProfiles } from '../src/cli/shipped-profiles.ts';
import {
  FIRST_CHARACTER,
  FIRST_KNOWN,
  firstNameIn,
  itemIn,
  NAMES,
  NEW,
  nameAfter,
  type PackedProfiles,
} from '../src/core/banks/packed-profiles.ts';
import type { ProfileFiles } from '../src/core/banks/resolve-profile.ts';

/** Profile files as `unpackProfiles` reads them: a tenth smaller in an archive. Throws for a text of two lines. */
export function packProfiles(files: ProfileFiles): PackedProfiles {
  const words: string[] = [];
  const sentences: string[] = [];
  let codes = '';
  const putCode = (code: number) => {
    codes += String.fromCharCode(FIRST_CHARACTER + code);
  };

  const known = new Map<string, string[]>();
  const put = (place: string, value: unknown, putNew: () => void) => {
    const before = known.get(place) ?? [];
    known.set(place, before);
    const told = JSON.stringify(value);
    if (before.includes(told)) {
      putCode(FIRST_KNOWN + before.indexOf(told));
    } else {
      putNew();
      before.push(told);
    }
  };
  const putWord = (word: string) => {
    putCode(NEW.word);
    words.push(word);
  };
  const putName = (place: string, name: string) =>
    put(place, name, () => {
      putCode(NEW.word);
      put(NAMES, name, () => putWord(name));
    });
  const putValue = (place: string, value: unknown) =>
    put(place, value, () => {
      if (typeof value === 'string' && value.includes(' ')) {
        putCode(NEW.sentence);
        sentences.push(value);
      } else if (typeof value === 'string') {
        putWord(value);
      } else if (Array.isArray(value)) {
        putCode(NEW.list);
        putCode(value.length);
        for (const item of value) putValue(itemIn(place), item);
      } else if (typeof value === 'object' && value !== null) {
        putCode(NEW.object);
        let nextName = firstNameIn(place);
        for (const [name, member] of Object.entries(value)) {
          putName(nextName, name);
          putValue(name, member);
          nextName = nameAfter(name);
        }
        putName(nextName, '');
      } else {
        putCode(NEW.json);
        words.push(JSON.stringify(value));
      }
    });
  for (const file of Object.values(files)) putValue('', file);
  return { ids: Object.keys(files), words: inLines(words), sentences: inLines(sentences), codes };
}

function inLines(texts: readonly string[]): string {
  const broken = texts.find((text) => text.includes('\n'));
  if (broken !== undefined)
    throw new Error(`a profile says "${broken}", which is more than a line`);
  return texts.join('\n');
}

/** Builds the panel's catalogue from packed files; in development it is the files themselves. */
export function packedProfiles(): Plugin {
  return {
    name: 'packed-profiles',
    apply: 'build',
    load: {
      filter: { id: /\/src\/panel\/banks\/shipped-profiles\.ts$/ },
      handler: () => `import { unpackProfiles } from '../../core/banks/packed-profiles.ts';
export const shippedProfiles = unpackProfiles(${JSON.stringify(packProfiles(readShippedProfiles()))});`,
    },
  };
}
