import type { DescribedFinding } from '../core/lint/describe-finding.ts';
import { columns, indent } from './columns.ts';
import { english } from './english.ts';

/** Findings for people to read: the id first, since that is what one searches for. */
export function findingsText(findings: readonly DescribedFinding[]): string {
  if (findings.length === 0) return english('cli_no_findings');
  return findings
    .map(({ id, slug, severity, seen, expected, fix, actor, source }) => {
      const rows = Object.entries({ seen, expected, fix, actor, source });
      return `${severity.padEnd(5)}  ${id} ${slug}\n${indent(columns(rows), 7)}`;
    })
    .join('\n\n');
}
