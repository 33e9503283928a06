import type {
  Participant,
  Sequence,
  SequenceMessage,
  SequenceNote,
  SequenceRemark,
} from './sequence.ts';

/** Lengths in CSS pixels. Left of everything is room for the times. */
const GUTTER = 66;
const MARGIN = 12;
const HEAD = 46;
const ROW = 42;
const LINE = 14;
const NOTE = 24;
/** Between two neighbours, at least. */
const GAP = 16;
/** Beside a label: room for the number and the arrow's head. */
const BESIDE = 20;
/** Characters of a label's line, where it can be broken. */
const LONGEST_LINE = 32;

/** Width of one character, a little more than in the widest of the usual fonts. */
const CHARACTER = { label: 6.7, head: 7.4, small: 6.3, note: 6.4 };

/** Signs of eastern scripts, and pictures. */
const TWICE_AS_WIDE =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\uffe6]|[^\0-\uffff]/gu;

export interface PlacedParticipant extends Participant {
  /** of its middle */
  x: number;
  width: number;
}

export interface PlacedNote extends SequenceNote {
  /** of its middle */
  x: number;
  /** of its upper edge */
  y: number;
  width: number;
}

export interface PlacedMessage {
  kind: 'message';
  message: SequenceMessage;
  /** its label, broken where it is long */
  lines: string[];
  /** of the widest line, with what stands behind it */
  labelWidth: number;
  /** of the arrow */
  y: number;
  fromX: number;
  toX: number;
  notes: PlacedNote[];
}

export interface PlacedRemark {
  kind: 'remark';
  remark: SequenceRemark;
  /** of its middle */
  y: number;
  /** itself */
  notes: PlacedNote[];
}

/** Where everything of a sequence stands, so that no text lies on another. */
export interface SequenceLayout {
  width: number;
  height: number;
  headHeight: number;
  participants: PlacedParticipant[];
  /** in the order in which they happened */
  steps: (PlacedMessage | PlacedRemark)[];
}

/**
 * Places a sequence: those who take part from left to right, time downwards.
 *
 * @param tookText what stands behind a label to say how long it took
 */
export function layOutSequence(
  { participants, steps }: Sequence,
  tookText: (durationMs: number) => string,
): SequenceLayout {
  const columns = placeParticipants(participants, steps, tookText);
  const xOf = new Map(columns.map(({ id, x }) => [id, x]));
  let y = MARGIN + HEAD + 8;
  const placeNote = ({ text, tone }: SequenceNote, middle: number): PlacedNote => {
    const width = textWidth(text, CHARACTER.note) + 26;
    const top = y + 4;
    y += NOTE + 4;
    return { text, tone, x: Math.max(middle, GUTTER + width / 2), y: top, width };
  };
  const placed = steps.map((step): PlacedMessage | PlacedRemark => {
    if (step.kind === 'remark') {
      y += 6;
      const note = placeNote(step, xOf.get(step.over) ?? 0);
      return { kind: 'remark', remark: step, y: note.y + NOTE / 2, notes: [note] };
    }
    const lines = brokenLabel(step.label);
    y += ROW + (lines.length - 1) * LINE;
    const fromX = xOf.get(step.from) ?? 0;
    const toX = xOf.get(step.to) ?? 0;
    const labelWidth = labelWidthOf(step, tookText);
    const arrow = { message: step, lines, labelWidth, y: y - 8, fromX, toX };
    return {
      kind: 'message',
      ...arrow,
      notes: step.notes.map((note) => placeNote(note, (fromX + toX) / 2)),
    };
  });
  const edges = [
    ...columns.map(({ x, width }) => x + width / 2),
    ...placed.flatMap(({ notes }) => notes.map(({ x, width }) => x + width / 2)),
  ];
  return {
    width: Math.ceil(Math.max(GUTTER, ...edges) + MARGIN),
    height: Math.ceil(y + MARGIN + 8),
    headHeight: HEAD,
    participants: columns,
    steps: placed,
  };
}

function placeParticipants(
  participants: readonly Participant[],
  steps: Sequence['steps'],
  tookText: (durationMs: number) => string,
): PlacedParticipant[] {
  const at = new Map(participants.map(({ id }, place) => [id, place]));
  const widths = participants.map(({ label, detail = '' }) =>
    Math.max(84, textWidth(label, CHARACTER.head) + 24, textWidth(detail, CHARACTER.small) + 14),
  );
  const widthAt = (place: number) => widths[place] ?? 0;
  const gaps = widths.slice(1).map((width, place) => (width + widthAt(place)) / 2 + GAP);
  const spans = steps
    .filter((step) => step.kind === 'message')
    .map((message) => {
      const { from, to } = message;
      const [left = 0, right = 0] = [at.get(from) ?? 0, at.get(to) ?? 0].sort((a, b) => a - b);
      return { left, right, width: labelWidthOf(message, tookText) + BESIDE * 2 };
    })
    // What spans one gap widens that one; what spans several shares what is still missing.
    .sort((a, b) => a.right - a.left - (b.right - b.left));
  for (const { left, right, width } of spans) {
    const spanned = gaps.slice(left, right);
    const missing = width - spanned.reduce((sum, gap) => sum + gap, 0);
    if (missing <= 0) continue;
    for (let place = left; place < right; place += 1) {
      gaps[place] = (gaps[place] ?? 0) + missing / spanned.length;
    }
  }
  let x = GUTTER + widthAt(0) / 2;
  return participants.map((participant, place) => {
    if (place > 0) x += gaps[place - 1] ?? 0;
    return { ...participant, x: Math.round(x), width: Math.round(widthAt(place)) };
  });
}

function labelWidthOf(
  { label, durationMs }: SequenceMessage,
  tookText: (durationMs: number) => string,
): number {
  const lines = brokenLabel(label);
  const took = durationMs === undefined ? '' : `  ${tookText(durationMs)}`;
  const widths = lines.map((line, at) =>
    textWidth(at === lines.length - 1 ? line + took : line, CHARACTER.label),
  );
  return Math.max(...widths);
}

/** A label as lines that are broken at blanks; a long word stays whole. */
function brokenLabel(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= LONGEST_LINE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function textWidth(text: string, character: number): number {
  const wide = text.match(TWICE_AS_WIDE)?.length ?? 0;
  return ([...text].length + wide) * character;
}
