import type { PlacedMessage } from '../../core/pictures/sequence-layout.ts';
import { millisecondsText } from '../ui/time-text.ts';
import type { Palette } from './palette.ts';
import { MONO } from './picture-fonts.ts';

/** A message's arrow with its number, and what it says above it. */
export function DiagramMessage(props: PlacedMessage & { palette: Palette }) {
  const { message, lines, labelWidth, y, fromX, toX, palette } = props;
  const { number, answer, end, tone, durationMs } = message;
  const { line, text } = palette.tones[tone];
  const middle = (fromX + toX) / 2;
  const way = Math.sign(toX - fromX);
  const isLost = end === 'lost';
  const tip = isLost ? toX - way * 26 : toX - way * 1.5;
  const [, status] = /^(\d{3})(?: |$)/.exec(message.label) ?? [];
  return (
    <>
      <line
        x1={fromX}
        x2={tip - way * 5}
        y1={y}
        y2={y}
        stroke={line}
        stroke-width="1.5"
        stroke-dasharray={answer || end === 'unknown' ? '5 3' : undefined}
      />
      {isLost ? (
        <path d={cross(tip, y)} stroke={line} stroke-width="2" fill="none" />
      ) : (
        <path
          d={`M${tip} ${y}l${-way * 8} -4.5v9z`}
          fill={end === 'unknown' ? palette.paper : line}
          stroke={line}
          stroke-linejoin="round"
        />
      )}
      <circle cx={fromX} cy={y} r={8.5} fill={line} />
      <text
        x={fromX}
        y={y + 3.5}
        text-anchor="middle"
        font-size="10"
        font-weight="600"
        fill={palette.onTone}
      >
        {number}
      </text>
      {/* A label may lie across the line of somebody between the two. */}
      <rect
        x={middle - labelWidth / 2}
        y={y - 5 - lines.length * 14}
        width={labelWidth}
        height={lines.length * 14}
        fill={palette.paper}
      />
      {lines.map((line, at) => (
        <text
          key={line}
          x={middle}
          y={y - 8 - (lines.length - 1 - at) * 14}
          text-anchor="middle"
          font-family={MONO}
          font-size="11"
        >
          {at === 0 && status !== undefined ? (
            <>
              <tspan font-weight="700" fill={text}>
                {status}
              </tspan>
              {line.slice(status.length)}
            </>
          ) : (
            line
          )}
          {at === lines.length - 1 && durationMs !== undefined && (
            <tspan dx="8" font-size="10" fill={palette.subtle}>
              {millisecondsText(durationMs)}
            </tspan>
          )}
        </text>
      ))}
    </>
  );
}

function cross(x: number, y: number): string {
  return `M${x - 5} ${y - 5}l10 10m0 -10l-10 10`;
}
