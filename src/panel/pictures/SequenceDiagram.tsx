import type { PlacedParticipant, SequenceLayout } from '../../core/pictures/sequence-layout.ts';
import { DiagramMessage } from './DiagramMessage.tsx';
import { DiagramNote, DiagramTime } from './DiagramNote.tsx';
import type { Palette } from './palette.ts';
import { MONO, SANS } from './picture-fonts.ts';

interface SequenceDiagramProps {
  title: string;
  layout: SequenceLayout;
  palette: Palette;
  /** the steps in words; absent where they stand beside it */
  description?: string;
}

/** A sequence drawn as SVG. All of its look stands in attributes, so that it looks the same as a file. */
export function SequenceDiagram({ title, layout, palette, description }: SequenceDiagramProps) {
  const { width, height, participants, steps } = layout;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label={title}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={SANS}
      font-size="12"
      fill={palette.text}
    >
      {description !== undefined && <desc>{description}</desc>}
      <rect width={width} height={height} fill={palette.paper} />
      {participants.map((one) => (
        <Lifeline key={one.id} one={one} layout={layout} palette={palette} />
      ))}
      {steps.map((placed) => (
        <Step key={placed.y} placed={placed} palette={palette} />
      ))}
    </svg>
  );
}

function Step({ placed, palette }: { placed: SequenceLayout['steps'][number]; palette: Palette }) {
  const isMessage = placed.kind === 'message';
  const { offsetMs } = isMessage ? placed.message : placed.remark;
  return (
    <>
      <DiagramTime y={placed.y} offsetMs={offsetMs} palette={palette} />
      {isMessage && <DiagramMessage {...placed} palette={palette} />}
      {placed.notes.map((note) => (
        <DiagramNote key={note.y} note={note} palette={palette} />
      ))}
    </>
  );
}

interface LifelineProps {
  one: PlacedParticipant;
  layout: SequenceLayout;
  palette: Palette;
}

function Lifeline({ one, layout, palette }: LifelineProps) {
  const { id, x, width, label, detail } = one;
  const { height, headHeight } = layout;
  const isOwn = id === 'tool';
  return (
    <>
      <line
        x1={x}
        x2={x}
        y1={12 + headHeight}
        y2={height - 10}
        stroke={palette.line}
        stroke-dasharray="3 4"
      />
      <rect
        x={x - width / 2}
        y={12}
        width={width}
        height={headHeight}
        rx={8}
        fill={isOwn ? palette.ownCard : palette.card}
        stroke={isOwn ? palette.own : palette.line}
      />
      <text x={x} y={detail === undefined ? 39 : 32} text-anchor="middle" font-weight="600">
        {label}
      </text>
      {detail !== undefined && (
        <text
          x={x}
          y={47}
          text-anchor="middle"
          font-family={MONO}
          font-size="10"
          fill={palette.subtle}
        >
          {detail}
        </text>
      )}
    </>
  );
}
