import { readFileSync } from 'node:fs';

const PAGE = 'docs/bank-profiles.md';

/** The first profile of the page on profiles, as it stands there. */
export function exampleProfile(): string {
  const [, text] = /```json\n(\{\n.*?\n\})\n```/s.exec(readFileSync(PAGE, 'utf8')) ?? [];
  if (text === undefined) throw new Error(`${PAGE} has no profile`);
  return text;
}
