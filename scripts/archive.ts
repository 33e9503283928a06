import { crc32 } from 'node:zlib';
import { squeeze } from './squeeze.ts';

/** One date for every file, the first of January 2026: the same sources give the same bytes. */
const DATE = 0x5c21;
/** What a reader has to know: version 2.0 of the format. */
const VERSION = 20;
const STORED = 0;
const DEFLATED = 8;

/**
 * Files as the archive that a store takes, in the order of their paths; as small as deflate allows, or packed by
 * something quicker. Nothing of the machine is in it: no dates, modes or owners. Written here, since libraries that take
 * packed files repeat their sizes behind each of them.
 *
 * @see APPNOTE.TXT §4.3
 */
export async function archive(
  files: ReadonlyMap<string, Buffer>,
  pack: (bytes: Buffer) => Promise<Buffer> | Buffer = squeeze,
): Promise<Buffer> {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const name = Buffer.from(path);
    const squeezed = await pack(bytes);
    const [method, packed] =
      squeezed.length < bytes.length ? [DEFLATED, squeezed] : [STORED, bytes];
    const about = [
      ...[uint16(VERSION), uint16(0), uint16(method), uint16(0), uint16(DATE)],
      ...[uint32(crc32(bytes)), uint32(packed.length), uint32(bytes.length)],
      ...[uint16(name.length), uint16(0)],
    ];
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), ...about, name, packed]);
    // No comment, the first disk, no attributes; then where the file begins.
    const rest = [Buffer.alloc(10), uint32(offset), name];
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), uint16(VERSION), ...about, ...rest]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const counts = [uint16(0), uint16(0), uint16(files.size), uint16(files.size)];
  const end = [Buffer.from('PK\x05\x06'), ...counts, uint32(directory.length), uint32(offset)];
  return Buffer.concat([...locals, directory, ...end, uint16(0)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
