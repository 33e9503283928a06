import { deflate } from '@gfx/zopfli';
import { Zip, ZipPassThrough } from 'fflate';

/** One date for every file: the same sources give the same bytes. */
const DATE = '2026-01-01T00:00:00';
const DEFLATED = 8;

/** A file that enters an archive already packed; its checksum and size are those of the whole file. */
class PackedFile extends ZipPassThrough {
  readonly #packed: Uint8Array<ArrayBuffer>;

  constructor(path: string, packed: Uint8Array<ArrayBuffer>) {
    super(path);
    this.#packed = packed;
    this.compression = DEFLATED;
    this.mtime = DATE;
  }

  protected override process(_whole: Uint8Array, final: boolean): void {
    this.ondata(null, this.#packed, final);
  }
}

/** Files as the archive that a store takes, by their paths; as small as deflate allows. */
export async function archive(files: ReadonlyMap<string, Buffer>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [path, bytes] of files) {
    const file = new PackedFile(path, await squeeze(bytes));
    zip.add(file);
    file.push(new Uint8Array(bytes), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Most files are the same for every browser. */
const squeezed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

function squeeze(bytes: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  const key = bytes.toString('base64');
  const known = squeezed.get(key);
  if (known) return known;
  const packed = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    deflate(bytes, { numiterations: 60 }, (error, output) => {
      if (error) reject(error);
      else resolve(new Uint8Array(output));
    });
  });
  squeezed.set(key, packed);
  return packed;
}
