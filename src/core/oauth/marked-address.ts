import { type AddressDifference, partsOf } from './near-miss.ts';

/** A stretch of an address; `differs` where it must be marked. */
export interface AddressPiece {
  text: string;
  differs: boolean;
}

/** Both addresses in pieces, those that differ marked. */
export function markDifferences(
  address: string,
  differences: readonly AddressDifference[],
): AddressPiece[] {
  const parts = partsOf(address);
  if (!parts) return [{ text: address, differs: false }];
  const { scheme, host, port, path, query } = parts;
  const has = (...kinds: AddressDifference[]) => kinds.some((kind) => differences.includes(kind));
  const slash = path.length > 1 && path.endsWith('/') ? '/' : '';
  return [
    { text: scheme, differs: has('scheme') },
    { text: '//', differs: false },
    { text: host, differs: has('host') },
    { text: port, differs: has('port') },
    { text: path.slice(0, path.length - slash.length), differs: has('path_case', 'path') },
    { text: slash, differs: has('path_slash') },
    { text: query, differs: has('query') },
  ].filter(({ text }) => text !== '');
}
