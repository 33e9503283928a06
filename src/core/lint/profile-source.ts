import type { BankProfile } from '../banks/bank-profile.ts';

/**
 * Who tells the part of a profile that a rule relied on: the source that names the longest way to it,
 * else the first one that names no part and so stands for the rest. `undefined` when there is none.
 *
 * @param path the part as `sources.supports` writes it, e.g. `scope.grantFor`
 */
export function profileSource(
  profile: Pick<BankProfile, 'sources'> | undefined,
  path: string,
): string | undefined {
  const covered = (supports: readonly string[] = []) =>
    Math.max(0, ...supports.map((part) => (`${path}.`.startsWith(`${part}.`) ? part.length : 0)));
  const sources = profile?.sources ?? [];
  const best = sources.toSorted((a, b) => covered(b.supports) - covered(a.supports))[0];
  const chosen =
    best && covered(best.supports) > 0 ? best : sources.find(({ supports }) => !supports);
  if (!chosen) return undefined;
  const { title, url } = chosen;
  return url === undefined ? title : `${title} (${url})`;
}
