import { encode, parseParameters } from './parameter.ts';
import type { RequestDraft } from './request-draft.ts';

/** Changes parameters that stand in an address; all that is not changed stays as the bank wrote it. */
export function editAddress(address: string, edits: RequestDraft['edits']): string {
  const [beforeFragment = ''] = address.split('#');
  const [base = '', ...rest] = beforeFragment.split('?');
  if (rest.length === 0) return base;
  const query = rest
    .join('?')
    .split('&')
    .flatMap((written) => {
      const name = parseParameters(written)[0]?.name;
      if (name === undefined || !Object.hasOwn(edits, name)) return [written];
      const edit = edits[name] ?? null;
      return edit === null ? [] : [`${written.split('=')[0]}=${encode(edit, 'percent')}`];
    })
    .join('&');
  return query === '' ? base : `${base}?${query}`;
}
