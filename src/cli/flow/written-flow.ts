import { chmodSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RecordedFlow, writeFlowFile } from '../../core/record/flow-file.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Effects } from '../../engine/effects.ts';
import { english } from '../english.ts';

/** Shorter values stand in innocent words too. */
const SHORTEST = 6;

/** The record file of some flows. Throws rather than let a secret out that masking has missed. */
export async function flowFileOf(effects: Effects, ...flowIds: string[]): Promise<string> {
  const flows: RecordedFlow[] = [];
  for (const flowId of flowIds) flows.push(await secretFree(effects, flowId));
  return writeFlowFile(flows);
}

async function secretFree({ journal, vault }: Effects, flowId: string): Promise<RecordedFlow> {
  const events = await journal.events(flowId);
  const [start] = events;
  // A practice bank prints its client's secret, and so does its profile.
  const published =
    start?.happening.kind === 'started' ? JSON.stringify(start.happening.plan.profile) : '';
  const text = JSON.stringify(events);
  const known = (await vault.known(flowId)).filter(
    ({ value }) => value.length >= SHORTEST && !published.includes(value),
  );
  const shown = known.find(({ value }) => text.includes(value));
  if (shown) throw new Error(`a ${shown.reference.kind} was not masked`);
  return { flowId, events };
}

/**
 * Writes a file that a person named; a sentence where that cannot be. `private`: readable by its owner alone. `new`: the
 * same, and a file that is there stays as it is.
 */
export function writeTextFile(
  path: string,
  text: string,
  access: 'usual' | 'private' | 'new' = 'usual',
): Result<void, string> {
  // npm runs us in its own folder; the person named the file from theirs.
  const place = resolve(process.env.INIT_CWD ?? '.', path);
  try {
    const flag = access === 'new' ? 'wx' : 'w';
    writeFileSync(place, text, access === 'usual' ? {} : { mode: 0o600, flag });
    // The mode counts for a new file only.
    if (access === 'private') chmodSync(place, 0o600);
    return ok(undefined);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (access === 'new' && code === 'EEXIST') return err(english('cli_already_there', path));
    return err(english('cli_not_written', path));
  }
}
