import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sequence, SequenceMessage } from '../../../../src/core/pictures/sequence.ts';
import { layOutSequence } from '../../../../src/core/pictures/sequence-layout.ts';

const participants: Sequence['participants'] = [
  { id: 'app', label: 'App', detail: 'a-very-long-host.of.some.app.example:8443' },
  { id: 'browser', label: 'Browser' },
  { id: 'bank', label: 'Example Bank', detail: 'bank.example' },
  { id: 'tool', label: 'This tool' },
];
const message: SequenceMessage = {
  kind: 'message',
  number: 1,
  from: 'browser',
  to: 'bank',
  label: 'GET /authorize',
  answer: false,
  offsetMs: 0,
  end: 'arrived',
  tone: 'plain',
  notes: [],
};
const took = (ms: number) => `${ms} ms`;
const laidOut = (steps: Sequence['steps']) =>
  layOutSequence({ title: 'x', startedAtMs: 0, participants, steps }, took);

const labels = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 76 });
const sides = fc.constantFrom('app' as const, 'browser' as const, 'bank' as const, 'tool' as const);
const messages = fc
  .record({
    from: sides,
    to: sides,
    label: labels,
    durationMs: fc.nat(99_999),
    notes: fc.array(fc.record({ text: labels, tone: fc.constant('warn' as const) }), {
      maxLength: 2,
    }),
  })
  .filter(({ from, to }) => from !== to)
  .map((change): SequenceMessage => ({ ...message, ...change }));

/** Narrower than what the layout counts on: the width of a character of 11 px in a monospaced font. */
const CHARACTER = 6.62;

describe('the layout of a sequence', () => {
  it('keeps those who take part apart and inside', () => {
    const { participants: columns, width } = laidOut([message]);
    for (const [at, { x, width }] of columns.entries()) {
      const before = columns[at - 1];
      expect(x - width / 2).toBeGreaterThan(before ? before.x + before.width / 2 : 60);
    }
    const last = columns.at(-1);
    expect(width).toBeGreaterThan((last?.x ?? 0) + (last?.width ?? 0) / 2);
  });

  it('gives every label room between its two sides, and every note room in the picture', () => {
    fc.assert(
      fc.property(fc.array(messages, { minLength: 1, maxLength: 12 }), (steps) => {
        const { steps: placed, width, height } = laidOut(steps);
        let y = 0;
        for (const one of placed) {
          expect(one.y).toBeGreaterThan(y);
          y = one.y;
          for (const note of one.notes) {
            expect(note.x - note.width / 2).toBeGreaterThan(60);
            expect(note.x + note.width / 2).toBeLessThan(width);
            expect(note.y).toBeGreaterThanOrEqual(y);
            y = note.y + 20;
          }
          expect(y).toBeLessThan(height);
          if (one.kind === 'remark') continue;
          const room = Math.abs(one.toX - one.fromX) - 36;
          for (const line of one.lines) expect(line.length * CHARACTER).toBeLessThan(room);
          expect(one.lines.join(' ')).toBe(one.message.label);
        }
      }),
      { numRuns: 200, seed: 77 },
    );
  });

  it('breaks a long label at a blank and no other', () => {
    const label = 'POST /stet/psd2/oauth/token grant_type=authorization_code';
    expect(laidOut([{ ...message, label }]).steps).toMatchObject([
      { lines: ['POST /stet/psd2/oauth/token', 'grant_type=authorization_code'] },
    ]);
  });

  it('places remarks between messages, in the order in which they happened', () => {
    const { steps } = laidOut([
      { kind: 'remark', over: 'browser', text: 'Held', tone: 'warn', offsetMs: 0 },
      message,
      { kind: 'remark', over: 'tool', text: 'Discarded', tone: 'plain', offsetMs: 9 },
    ]);
    expect(steps.map(({ kind }) => kind)).toEqual(['remark', 'message', 'remark']);
    expect(steps.map(({ y }) => y)).toEqual(steps.map(({ y }) => y).toSorted((a, b) => a - b));
  });
});
