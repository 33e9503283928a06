/** One value in the distinguished encoding, of at most 65535 bytes. @see ITU-T X.690 §8.1 */
export function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
