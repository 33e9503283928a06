import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'psd2-lint-'));
let files = 0;

/** The path of a file that holds JSON, or a text as it is; the system removes it one day. */
export function temporary(content: object | string): string {
  files += 1;
  const path = join(folder, `file-${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
