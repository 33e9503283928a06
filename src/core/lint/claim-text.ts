import { bankWords } from './bank-words.ts';

/** A claim, or any other member of JSON, as a finding may quote it; `–` where it is absent. */
export function claimText(claim: unknown): string {
  if (claim === undefined) return '–';
  // What is nested may be nested deeper than any stack.
  if (typeof claim === 'object' && claim !== null && !isShort(claim)) {
    return Array.isArray(claim) ? '[…]' : '{…}';
  }
  return bankWords(typeof claim === 'string' ? claim : JSON.stringify(claim).slice(0, 400));
}

/** True for a list of plain values. */
function isShort(claim: object): boolean {
  return Array.isArray(claim) && claim.every((one) => typeof one !== 'object' || one === null);
}
