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

/** Profile files as `unpackProfiles` reads them: a twelfth smaller in an archive. Throws for a text of two lines. */
export function packProfiles(files: ProfileFiles): PackedProfiles {
  const texts: string[] = [];
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
  const putText = (text: string) => {
    if (text.includes('\n')) throw new Error(`a profile says "${text}", which is more than a line`);
    putCode(NEW.text);
    texts.push(text);
  };
  const putName = (place: string, name: string) =>
    put(place, name, () => {
      putCode(NEW.text);
      put(NAMES, name, () => putText(name));
    });
  const putValue = (place: string, value: unknown) =>
    put(place, value, () => {
      if (typeof value === 'string') {
        putText(value);
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
        texts.push(JSON.stringify(value));
      }
    });
  for (const file of Object.values(files)) putValue('', file);
  return { ids: Object.keys(files), texts: texts.join('\n'), codes };
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
