import type { Plugin } from 'vite';
import { readShippedProfiles } from '../src/cli/shipped-profiles.ts';
import type { ProfileFiles } from '../src/core/banks/resolve-profile.ts';

/**
 * The catalogue as arguments of `filesFromColumns`. Values of one member are more alike than members of one
 * file, and files with the same members are more alike than neighbours: so it packs a tenth smaller.
 */
export function columnsLiteral(profiles: ProfileFiles): string {
  const shapeOf = (id: string) => `${Object.keys(profiles[id] as object)} ${id}`;
  const ids = Object.keys(profiles).toSorted((a, b) => (shapeOf(a) < shapeOf(b) ? -1 : 1));
  const rows = ids.map((id) => profiles[id] as Record<string, unknown>);
  const columns = [...new Set(rows.flatMap(Object.keys))].map((name) => {
    const cells = rows.map((row) => JSON.stringify(row[name]) ?? '');
    return `${JSON.stringify(name)}:[${cells.join(',').replace(/,+$/, '')}]`;
  });
  return `${JSON.stringify(ids)},{${columns.join(',')}}`;
}

/** Builds the panel's catalogue from columns; in development it is the files themselves. */
export function profileColumns(): Plugin {
  return {
    name: 'profile-columns',
    apply: 'build',
    load: {
      filter: { id: /\/src\/panel\/banks\/shipped-profiles\.ts$/ },
      handler: () => `import { filesFromColumns } from '../../core/banks/profile-columns.ts';
export const shippedProfiles = filesFromColumns(${columnsLiteral(readShippedProfiles())});`,
    },
  };
}
