/** What a changelog says of a version: the text under its heading, up to the next version's; `undefined` where there is none. */
export function notesOf(version: string, changelog: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((one) => /^\[?([^\]\s]+)/.exec(one)?.[1] === version);
  return section?.slice(section.indexOf('\n')).trim() || undefined;
}
