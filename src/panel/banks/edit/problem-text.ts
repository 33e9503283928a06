import type { ShownFault } from '../shown-fault.ts';
import { fieldOf } from './fields.ts';
import type { MemberPath } from './member.ts';

/** What is wrong with a field; `undefined` when nothing is. Beside the field, its path need not be said. */
export function problemText(
  faults: readonly ShownFault[],
  path: MemberPath,
  paths: readonly MemberPath[],
): string | undefined {
  const own = faults.filter((fault) => fieldOf(fault, paths)?.join('.') === path.join('.'));
  if (own.length === 0) return undefined;
  return own.map(({ sentence, path: at }) => withoutPlace(sentence, at.join('.'))).join(' ');
}

function withoutPlace(sentence: string, place: string): string {
  if (!sentence.startsWith(`${place}: `)) return sentence;
  const rest = sentence.slice(place.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
