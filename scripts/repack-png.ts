import { crc32, inflateSync } from 'node:zlib';
import { zlib } from '@gfx/zopfli';

const SIGNATURE_LENGTH = 8;
/** A chunk's length, its type and its checksum. */
const FRAME_LENGTH = 12;

/** The same picture as small as deflate allows. @see PNG specification §5.3 */
export async function repackPng(png: Buffer): Promise<Buffer> {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE_LENGTH; at < png.length; at += FRAME_LENGTH + png.readUInt32BE(at)) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data });
  }
  const isPicture = ({ type }: { type: string }) => type === 'IDAT';
  const picture = inflateSync(Buffer.concat(chunks.filter(isPicture).map(({ data }) => data)));
  const packed = { type: 'IDAT', data: await squeeze(picture) };
  const first = chunks.findIndex(isPicture);
  const others = (from: number, to?: number) =>
    chunks.slice(from, to).filter((chunk) => !isPicture(chunk));
  const written = [...others(0, first), packed, ...others(first)].map(({ type, data }) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    return Buffer.concat([bigEndian(data.length), body, bigEndian(crc32(body))]);
  });
  return Buffer.concat([png.subarray(0, SIGNATURE_LENGTH), ...written]);
}

function squeeze(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zlib(bytes, { numiterations: 100 }, (error, output) => {
      if (error) reject(error);
      else resolve(Buffer.from(output));
    });
  });
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
