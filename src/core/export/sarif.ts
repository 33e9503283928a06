import type { DescribedFinding } from '../lint/describe-finding.ts';

/** A finding and where it was made. */
export interface SarifResult {
  finding: DescribedFinding;
  /** the step of the flow, e.g. `exchange` */
  place: string;
  /** the file that was checked, as a relative URI; CI servers show results beside it */
  file?: string;
}

/** Findings as a SARIF log of one run. @see SARIF 2.1.0 §3.13 */
export function sarifText(
  results: readonly SarifResult[],
  { version }: { version: string },
): string {
  const findings = new Map(results.map(({ finding }) => [finding.id, finding]));
  const ids = [...findings.keys()];
  const rules = [...findings.values()].map(({ id, slug, expected, fix, source, severity }) => ({
    id,
    name: slug,
    shortDescription: { text: expected },
    fullDescription: { text: `${expected} (${source})` },
    help: { text: fix },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { source },
  }));
  const run = {
    tool: {
      driver: {
        name: 'PSD2 OAuth DevTools',
        version,
        rules,
      },
    },
    columnKind: 'utf16CodeUnits',
    results: results.map((result) => ({
      ruleId: result.finding.id,
      ruleIndex: ids.indexOf(result.finding.id),
      level: LEVELS[result.finding.severity],
      message: { text: `${result.finding.seen} ${result.finding.fix}` },
      locations: [locationOf(result)],
      properties: { actor: result.finding.actor },
    })),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const LEVELS = { error: 'error', warn: 'warning', info: 'note' } as const;

function locationOf({ place, file }: SarifResult) {
  return {
    ...(file !== undefined && {
      physicalLocation: { artifactLocation: { uri: file }, region: { startLine: 1 } },
    }),
    logicalLocations: [{ name: place, kind: 'member' }],
  };
}
