import type { PlacedNote } from '../../core/pictures/sequence-layout.ts';
import type { Palette } from './palette.ts';
import { MONO } from './picture-fonts.ts';
import { offsetText } from './sequence-words.ts';

/** When a step happened, in the margin. */
export function DiagramTime(props: { y: number; offsetMs: number; palette: Palette }) {
  const { y, offsetMs, palette } = props;
  return (
    <text x={12} y={y + 3.5} font-family={MONO} font-size="10" fill={palette.subtle}>
      {offsetText(offsetMs)}
    </text>
  );
}

/** A remark, as a chip under what it is about. */
export function DiagramNote({ note, palette }: { note: PlacedNote; palette: Palette }) {
  const { x, y, width, text, tone } = note;
  const tint = palette.tones[tone];
  return (
    <>
      <rect
        x={x - width / 2}
        y={y}
        width={width}
        height={20}
        rx={10}
        fill={tint.surface}
        stroke={tint.line}
        stroke-width="0.75"
      />
      <text x={x} y={y + 14} text-anchor="middle" font-size="11" fill={tint.text}>
        {text}
      </text>
    </>
  );
}
