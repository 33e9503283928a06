import type { Bank } from '../../core/banks/bank-list.ts';

/** Banks whose name, code or group holds every word of a query; case and accents do not matter. */
export function filterBanks(banks: readonly Bank[], query: string): Bank[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return banks.filter(({ name, code = '', group }) => {
    const text = fold(`${name} ${code} ${group}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
