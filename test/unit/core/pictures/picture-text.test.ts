import DOMPurify from 'dompurify';
import fc from 'fast-check';
import mermaid from 'mermaid';
import { beforeAll, describe, expect, it } from 'vitest';
import { mermaidText } from '../../../../src/core/pictures/mermaid-text.ts';
import { plantUmlText } from '../../../../src/core/pictures/plantuml-text.ts';
import type { Sequence, SequenceStep } from '../../../../src/core/pictures/sequence.ts';
import { sides } from '../../../../src/core/pictures/sequence.ts';
import { runs } from '../../../extent.ts';

const RUNS = { numRuns: runs(150), seed: 1129 };
/** Mermaid is large, and slow while others work on the same machine. */
const TIMEOUT_MS = 60_000;

/** Texts that mean something to one of the two languages, among any others. */
const words = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  fc
    .array(
      fc.constantFrom(
        ...['end', ';', '#', '#35;', '\n', '"', '%%{init:{}}%%', 'wrap:', '-->>', ':', '\\n', '$x'],
        ...['@enduml', '!include x', "'", '//', '**', '<b>', '&#92;', 'note over', '~', '%date()'],
        ...[' ', '\u2028', '{', '}', '<br/>', 'sequenceDiagram', 'title', '/token?x=1', 'é', '🏦'],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
const side = fc.constantFrom(...sides);
const tone = fc.constantFrom('plain' as const, 'ok' as const, 'warn' as const, 'error' as const);
const note = fc.record({ text: words, tone });
const step: fc.Arbitrary<SequenceStep> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    number: fc.nat(),
    from: side,
    to: side,
    label: words,
    answer: fc.boolean(),
    offsetMs: fc.nat(),
    durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    end: fc.constantFrom('arrived' as const, 'lost' as const, 'unknown' as const),
    tone,
    notes: fc.array(note, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('remark' as const),
    over: side,
    text: words,
    tone,
    offsetMs: fc.nat(),
  }),
);
const sequences: fc.Arbitrary<Sequence> = fc.record({
  title: words,
  startedAtMs: fc.constant(0),
  participants: fc
    .tuple(...sides.map((id) => fc.record({ id: fc.constant(id), label: words, detail: words })))
    .map((all) => [...all]),
  steps: fc.array(step, { maxLength: 8 }),
});

const spoken: Sequence = {
  title: 'Flow with Société d’Épargne',
  startedAtMs: 0,
  participants: [
    { id: 'browser', label: 'Browser' },
    { id: 'bank', label: 'Bank #1; "best"', detail: 'bank.example:8443' },
  ],
  steps: [
    {
      kind: 'message',
      number: 1,
      from: 'browser',
      to: 'bank',
      label: 'wrap: GET /a;b#c %%{x}%% {state} 🏦',
      answer: false,
      offsetMs: 12,
      end: 'lost',
      tone: 'error',
      notes: [{ text: 'Findings: 2', tone: 'warn' }],
    },
    {
      kind: 'message',
      number: 2,
      from: 'bank',
      to: 'browser',
      label: '200',
      answer: true,
      status: 200,
      offsetMs: 30,
      durationMs: 18.4,
      end: 'arrived',
      tone: 'ok',
      notes: [],
    },
    { kind: 'remark', over: 'browser', text: 'Held', tone: 'warn', offsetMs: 40 },
  ],
};

describe('as Mermaid', () => {
  // Its cleaner of HTML wants a page, and is of no concern to its grammar.
  beforeAll(() => {
    Object.assign(DOMPurify, { addHook: () => {}, sanitize: (text: string) => text });
  });

  it('reads as one would write it', () => {
    expect(mermaidText(spoken).split('\n')).toEqual([
      'sequenceDiagram',
      '  title Flow with Société d#8217;Épargne',
      '  participant browser as Browser',
      '  participant bank as Bank #35;1#59; #34;best#34;<br/>bank.example:8443',
      '  autonumber',
      '  browser-xbank: wrap#58; GET /a#59;b#35;c #37;#37;#123;x#125;#37;#37; #123;state#125; #127974;',
      '  Note over browser,bank: ⚠ Findings: 2',
      '  bank-->>browser: 200 (18 ms)',
      '  Note over browser: ⚠ Held',
      '',
    ]);
  });

  it('says to Mermaid what it should', async () => {
    const text = mermaidText(spoken);
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const { getActors, getMessages, getDiagramTitle } = db as unknown as SequenceDb;
    // Its own signs for what was escaped, which it shows as HTML would.
    const shown = (found: string) =>
      found.replace(/ﬂ°°(\d+)¶ß/g, (_all, point) => String.fromCodePoint(Number(point)));
    expect(shown(getDiagramTitle.call(db))).toBe(spoken.title);
    expect([...getActors.call(db).values()].map(({ description }) => shown(description))).toEqual([
      'Browser',
      'Bank #1; "best"<br/>bank.example:8443',
    ]);
    const messages = getMessages.call(db).flatMap(({ message }) => message ?? []);
    expect(messages.filter((one) => typeof one === 'string').map(shown)).toEqual([
      'wrap: GET /a;b#c %%{x}%% {state} 🏦',
      '⚠ Findings: 2',
      '200 (18 ms)',
      '⚠ Held',
    ]);
  });

  it(
    'is parsed by Mermaid, whatever stands in it',
    async () => {
      await fc.assert(
        fc.asyncProperty(sequences, async (sequence) => {
          expect(await mermaid.parse(mermaidText(sequence))).toMatchObject({
            diagramType: 'sequence',
          });
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  it('is not parsed without its escapes', async () => {
    await expect(mermaid.parse('sequenceDiagram\n  a->>b: x;y z')).rejects.toThrow('Parse error');
  });
});

interface SequenceDb {
  getActors(): Map<string, { description: string }>;
  getMessages(): { message?: unknown }[];
  getDiagramTitle(): string;
}

describe('as PlantUML', () => {
  it('reads as one would write it', () => {
    expect(plantUmlText(spoken).split('\n')).toEqual([
      '@startuml',
      'title Flow with Soci&#233;t&#233; d&#8217;&#201;pargne',
      'participant "Browser" as browser',
      'participant "Bank &#35;1&#59; &#34;best&#34;\\nbank.example:8443" as bank',
      'autonumber',
      'browser -[#cf222e]>x bank : wrap: GET /a&#59;b&#35;c &#37;&#37;&#123;x&#125;&#37;&#37; &#123;state&#125; 🏦',
      'note over browser, bank #fff8c5 : Findings: 2',
      'bank -[#1a7f37]-> browser : 200 (18 ms)',
      'note over browser #fff8c5 : Held',
      '@enduml',
      '',
    ]);
  });

  it('has only lines of the shapes that PlantUML knows, whatever stands in it', () => {
    const text = String.raw`(?:[A-Za-z0-9 ,:?()\u{10000}-\u{10ffff}]|&#(?!92;|36;)\d+;|([./=_-])(?!\1))+`;
    const names = sides.join('|');
    const word = (group: string) =>
      text.replaceAll('\\1', `\\k<${group}>`).replace('([', `(?<${group}>[`);
    const shapes = [
      '@startuml|@enduml|autonumber',
      `title ${word('t')}`,
      `(?:participant|actor) "${word('l')}\\\\n${word('d')}" as (?:${names})`,
      `(?:${names}) -(?:\\[#[0-9a-f]{6}\\])?-?>[xo]? (?:${names}) : ${word('m')}`,
      `note over (?:${names})(?:, (?:${names}))? #[0-9a-f]{6} : ${word('n')}`,
    ].map((shape) => new RegExp(`^(?:${shape})$`, 'u'));
    fc.assert(
      fc.property(sequences, (sequence) => {
        const lines = plantUmlText(sequence).trimEnd().split('\n');
        expect(lines.filter((line) => !shapes.some((shape) => shape.test(line)))).toEqual([]);
        expect(lines.indexOf('@enduml')).toBe(lines.length - 1);
      }),
      RUNS,
    );
  });
});
