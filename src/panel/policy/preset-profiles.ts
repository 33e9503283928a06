import type { OwnProfiles } from '../../contract/profiles.ts';

/** The bank profiles that an organisation brings, by id, as written; and which of the texts, from 0, are none. */
export function presetProfiles(texts: readonly string[] = []): {
  files: OwnProfiles;
  broken: number[];
} {
  const files: OwnProfiles = {};
  const broken: number[] = [];
  for (const [at, text] of texts.entries()) {
    const file = objectIn(text);
    if (typeof file?.id === 'string') files[file.id] = file;
    else broken.push(at);
  }
  return { files, broken };
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
