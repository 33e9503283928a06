import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder).map(
  (file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const,
);

/** The jobs of a workflow, each with its name. */
function jobsOf(text: string): string[] {
  const [, jobs = ''] = text.split(/^jobs:$/m);
  return jobs.split(/^(?= {2}\w+:$)/m).filter((job) => /^ {2}\w/.test(job));
}

it.each(workflows)('%s uses others’ actions by commit: tags can be moved', (_file, text) => {
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, what = '']) => what);
  expect(used.length).toBeGreaterThan(2);
  for (const what of used) expect(what).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it.each(workflows)('%s lets no job write that runs packages', (_file, text) => {
  const jobs = jobsOf(text);
  const running = jobs.filter((job) => job.includes('npm '));
  expect(running).toHaveLength(1);
  expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  for (const job of running) {
    expect(job).not.toContain('permissions:');
    expect(job).toContain('persist-credentials: false');
  }
});
