import { render } from 'preact';
import type { Sequence } from '../../core/pictures/sequence.ts';
import { layOutSequence } from '../../core/pictures/sequence-layout.ts';
import { download } from '../ui/download.ts';
import { millisecondsText } from '../ui/time-text.ts';
import { filePalette } from './palette.ts';
import { SequenceDiagram } from './SequenceDiagram.tsx';
import { spokenSteps } from './sequence-words.ts';

const SVG = 'image/svg+xml';
/** Pixels of a file for each pixel of the screen. */
const SCALE = 2;

/** Hands the diagram to the browser as an SVG file that needs nothing else. Call it within a click. */
export function saveSvg(sequence: Sequence): void {
  download(fileName(sequence, 'svg'), svgText(sequence), SVG);
}

/** Hands the diagram to the browser as a PNG file; false where it could not be drawn. */
export async function savePng(sequence: Sequence): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([svgText(sequence)], { type: SVG }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    if (!pen || !png) return false;
    download(fileName(sequence, 'png'), png, 'image/png');
    return true;
  } catch {
    // Too many pixels for this browser, or no decoder.
    return false;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function svgText(sequence: Sequence): string {
  const layout = layOutSequence(sequence, millisecondsText);
  const place = document.createElement('div');
  render(
    <SequenceDiagram
      title={sequence.title}
      layout={layout}
      palette={filePalette}
      description={spokenSteps(sequence).join('\n')}
    />,
    place,
  );
  const drawn = place.firstElementChild;
  return drawn ? `${new XMLSerializer().serializeToString(drawn)}\n` : '';
}

/** `flow-practice-bank-2026-11-21.svg` */
function fileName({ title, startedAtMs }: Sequence, ending: string): string {
  const day = new Date(startedAtMs).toISOString().slice(0, 10);
  const words = title.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, '-');
  return `${words.replace(/^-|-$/g, '')}-${day}.${ending}`;
}
