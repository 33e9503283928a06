import { encode } from 'uqr';

/** White around the code, in modules: without it cameras do not find the code. ISO/IEC 18004 §5.3.8 */
const QUIET_ZONE = 4;
/** The most bytes that a code can hold, at the lowest error correction. ISO/IEC 18004 table 7 */
const MOST_BYTES = 2953;
/** From this many modules on a phone has to come near: a code as wide as a hand has half a millimetre for each. */
const MANY_MODULES = 117;

export interface QrPicture {
  /** width and height in modules, with the quiet zone */
  size: number;
  /** the dark modules, as a path in units of modules */
  path: string;
  /** hard to read for a phone */
  dense: boolean;
}

/** A text as a QR code; `undefined` where it is too long for any. */
export function qrPicture(text: string): QrPicture | undefined {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return undefined;
  // On a screen nothing is smudged: fewer modules help more than error correction.
  const { data, size } = encode(text, { ecc: 'L', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
  return { size, path, dense: size - 2 * QUIET_ZONE > MANY_MODULES };
}
