import { inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { archive } from '../../../scripts/archive.ts';

it('holds every file under its path, in their order, packed only where that is smaller', async () => {
  const files = new Map([
    ['a/long.txt', Buffer.from('again '.repeat(99))],
    ['short.bin', Buffer.from([1, 2, 3])],
    ['empty', Buffer.alloc(0)],
  ]);
  const packed = await archive(files);
  let at = packed.readUInt32LE(packed.length - 6);
  const methods: number[] = [];
  for (const [path, bytes] of [...files].toSorted()) {
    const [nameLength, size] = [packed.readUInt16LE(at + 28), packed.readUInt32LE(at + 20)];
    expect(packed.toString('utf8', at + 46, at + 46 + nameLength)).toBe(path);
    const from = packed.readUInt32LE(at + 42) + 30 + nameLength;
    const stored = packed.subarray(from, from + size);
    const method = packed.readUInt16LE(at + 10);
    methods.push(method);
    expect(method === 8 ? inflateRawSync(stored) : stored).toEqual(bytes);
    at += 46 + nameLength;
  }
  expect(methods).toEqual([8, 0, 0]);
  expect(await archive(new Map([...files].toReversed()))).toEqual(packed);
});
