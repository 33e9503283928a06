/** One thing that is to be shown. `run` says in a few words what was seen, or throws. */
export interface Step {
  id: string;
  title: string;
  run(): Promise<string>;
}

/** What came of a step. Steps after a failed one are not run: they stand on it. */
export interface StepReport {
  id: string;
  title: string;
  result: 'passed' | 'failed' | 'not run';
  detail: string;
  durationMs: number;
}

/** Runs steps in order, telling of each as it ends. */
export async function runSteps(
  steps: readonly Step[],
  tell: (report: StepReport) => void,
): Promise<StepReport[]> {
  const reports: StepReport[] = [];
  let broken = false;
  for (const { id, title, run } of steps) {
    const startedMs = performance.now();
    let result: StepReport['result'] = 'not run';
    let detail = '';
    if (!broken) {
      try {
        detail = (await run()).slice(0, 300);
        result = 'passed';
      } catch (error) {
        detail = error instanceof Error ? error.message : String(error);
        result = 'failed';
        broken = true;
      }
    }
    const report = {
      id,
      title,
      result,
      detail,
      durationMs: Math.round(performance.now() - startedMs),
    };
    reports.push(report);
    tell(report);
  }
  return reports;
}
