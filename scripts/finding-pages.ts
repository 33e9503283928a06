import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import messages from '../_locales/en/messages.json' with { type: 'json' };
import { findingPage, partOf, type RuleFacts, ruleLine } from '../src/core/help/finding-page.ts';
import { sourceParts } from '../src/core/help/source-parts.ts';
import { messagesFrom } from '../src/core/messages.ts';

const LINT = new URL('../src/core/lint/', import.meta.url);
const RULES = new URL('../src/core/lint/rules/', import.meta.url);
const TABLE = new URL('../src/core/help/rule-table.ts', import.meta.url);
const FOLDER = new URL('../docs/findings/', import.meta.url);

const english = messagesFrom(messages);

/** What the rules say of themselves, by id. */
export async function ruleFacts(): Promise<RuleFacts[]> {
  const found: RuleFacts[] = [];
  // What asks the rules comes first: some rules read it in turn.
  for (const folder of [LINT, RULES]) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const exports: object = await import(new URL(file, folder).href);
      found.push(...Object.values(exports).filter(isRule));
    }
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function isRule(value: unknown): value is RuleFacts {
  return typeof value === 'object' && value !== null && 'check' in value && 'slug' in value;
}

/** The table that packages have in place of the rules, as source. */
export function tableText(rules: readonly RuleFacts[]): string {
  return `/** Every rule, one a line: id, slug, severity and actor, source. \`npx tsx scripts/finding-pages.ts\` writes it. */
export const RULES = \`${rules.map(ruleLine).join('\n')}\`;
`;
}

/** Every page by the name of its file, and the index. */
export function pageTexts(rules: readonly RuleFacts[]): Map<string, string> {
  const pages = rules.map(({ slug }) => [`${slug}.md`, pageText(slug)] as const);
  return new Map([...pages, ['README.md', indexText(rules)]]);
}

function pageText(slug: string): string {
  const page = findingPage(slug, english);
  if (!page) throw new Error(`the table lacks ${slug}`);
  const { id, severity, actor, part, seen, expected, fix, cases, source, seeAlso } = page;
  const cited = sourceParts(source).map(({ text, link }) => (link ? `[${text}](${link})` : text));
  const others = seeAlso.map((one) => `- [${one.id} ${one.slug}](${one.slug}.md)`);
  return `${[
    `# ${id} ${slug}`,
    `${english(`severity_${severity}`)} · ${part} · ${english(`actor_${actor}`)}`,
    ...section('finding_seen', seen),
    ...section('finding_expected', expected),
    ...section(
      'finding_fix',
      fix || cases.map((one) => `- \`${one.code}\`: ${one.fix}`).join('\n'),
    ),
    ...section('finding_source', cited.join('')),
    ...(others.length > 0 ? section('finding_see_also', others.join('\n')) : []),
    '[All findings](README.md)',
  ].join('\n\n')}\n`;
}

function section(
  title:
    | 'finding_seen'
    | 'finding_expected'
    | 'finding_fix'
    | 'finding_source'
    | 'finding_see_also',
  text: string,
): string[] {
  return text === '' ? [] : [`## ${english(title)}`, text];
}

function indexText(rules: readonly RuleFacts[]): string {
  const parts = [...new Set(rules.map((rule) => partOf(rule, english)))];
  const sections = parts.map((part) => {
    const rows = rules
      .filter((rule) => partOf(rule, english) === part)
      .map(
        ({ id, slug, severity, actor }) =>
          `| [${id}](${slug}.md) | ${slug} | ${english(`severity_${severity}`)} | ${english(`actor_${actor}`)} |`,
      );
    return [
      `## ${part}`,
      '',
      '| Finding | Name | Severity | Who acts |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n');
  });
  return `${[
    '# Findings',
    `What the tool can find, ${rules.length} kinds of it. An ellipsis stands where a finding has what it saw. The panel opens the same pages without a network. \`npx tsx scripts/finding-pages.ts\` writes them from the rules.`,
    ...sections,
  ].join('\n\n')}\n`;
}

/** What is committed, by the name of its file. */
export function committedPages(): Map<string, string> {
  const files = readdirSync(FOLDER);
  return new Map(files.map((file) => [file, readFileSync(new URL(file, FOLDER), 'utf8')]));
}

/** The table as it is committed. */
export function committedTable(): string {
  return readFileSync(TABLE, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rules = await ruleFacts();
  const table = tableText(rules);
  if (table === committedTable()) {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER);
    for (const [file, text] of pageTexts(rules)) writeFileSync(new URL(file, FOLDER), text);
  } else {
    // The pages are made of the table, which this run still has as it was.
    writeFileSync(TABLE, table);
    console.log('The table of rules has changed: run this once more for the pages.');
  }
}
