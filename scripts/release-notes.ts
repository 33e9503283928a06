import { readFile } from 'node:fs/promises';
import about from '../package.json' with { type: 'json' };
import { notesOf } from './notes-of.ts';

/** Prints what `CHANGELOG.md` says of this version, for the release's page; ends with 1 where it says nothing. */
const version = process.argv[2]?.replace(/^v/, '') ?? about.version;
const changelog = await readFile('CHANGELOG.md', 'utf8');
const notes =
  notesOf(version, changelog) ?? (process.argv[2] ? undefined : notesOf('Unreleased', changelog));
if (notes === undefined) {
  console.error(`CHANGELOG.md has no "## ${version}". Put what is under "Unreleased" there.`);
  process.exit(1);
}
if (version !== about.version) {
  console.error(`package.json says ${about.version}, not ${version}.`);
  process.exit(1);
}
console.log(notes);
