import { useMemo } from 'preact/hooks';
import type { NamedToken } from '../../core/tokens/recognise-text.ts';
import { findMembers } from '../../core/tokens/search-claims.ts';
import { message } from '../browser.ts';

interface TokenSearchProps {
  tokens: readonly NamedToken[];
  query: string;
  onQuery(query: string): void;
}

/** Narrows headers and claims to what holds a text, and counts it. */
export function TokenSearch({ tokens, query, onQuery }: TokenSearchProps) {
  const [hits, all] = useMemo(() => countHits(tokens, query), [tokens, query]);
  return (
    <search class="row">
      <input
        type="search"
        aria-label={message('inspector_search')}
        placeholder={message('inspector_search')}
        value={query}
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      <span class="subtle numbers" role="status">
        {query.trim() !== '' && message('inspector_hits', hits, all)}
      </span>
      {query.trim() !== '' && hits === 0 && (
        <button type="button" onClick={() => onQuery('')}>
          {message('action_show_all')}
        </button>
      )}
    </search>
  );
}

function countHits(tokens: readonly NamedToken[], query: string): [hits: number, all: number] {
  let [hits, all] = [0, 0];
  for (const { decoded } of tokens) {
    if (decoded.kind === 'opaque') continue;
    for (const members of [decoded.header, decoded.kind === 'jwt' ? decoded.claims : undefined]) {
      all += Object.keys(members ?? {}).length;
      hits += findMembers(members ?? {}, query).length;
    }
  }
  return [hits, all];
}
