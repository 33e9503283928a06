import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import { english } from './english.ts';

/** The text of a file that a person named; a sentence where it cannot be read. */
export function readTextFile(path: string): Result<string, string> {
  try {
    // npm runs us in its own folder; the person named the file from theirs.
    return ok(readFileSync(resolve(process.env.INIT_CWD ?? '.', path), 'utf8'));
  } catch {
    return err(english('cli_no_such_file', path));
  }
}

/** The bytes of a file that a person named; a sentence where it cannot be read. */
export function readBytesFile(path: string): Result<Uint8Array, string> {
  try {
    return ok(readFileSync(resolve(process.env.INIT_CWD ?? '.', path)));
  } catch {
    return err(english('cli_no_such_file', path));
  }
}
