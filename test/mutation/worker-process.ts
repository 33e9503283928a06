import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome, Survey, Trial } from './try-mutant.ts';
import type { Question } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const SURVEY_LIMIT_MS = 900_000;

type Reply = { ok: true; value: unknown } | { ok: false; error: string };

/** A process that tries mutants, and is replaced when one of them hangs it. */
export class WorkerProcess {
  private child: ChildProcess | undefined;

  constructor(private readonly texts: [string, string][]) {}

  async survey(file: string): Promise<Survey> {
    return (await this.ask({ kind: 'survey', file }, SURVEY_LIMIT_MS)) as Survey;
  }

  /** @param limitMs how long this mutant may keep the process busy */
  async try(trial: Trial, limitMs: number): Promise<Outcome> {
    try {
      return (await this.ask({ kind: 'try', trial }, limitMs)) as Outcome;
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      return 'timed-out';
    }
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private async ask(question: Question, limitMs: number): Promise<unknown> {
    if (!this.child) {
      this.child = fork(WORKER, {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: [...process.execArgv, '--max-old-space-size=1500'],
      });
      await this.send(this.child, { kind: 'sources', texts: this.texts }, SURVEY_LIMIT_MS);
    }
    return this.send(this.child, question, limitMs);
  }

  private send(child: ChildProcess, question: Question, limitMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const gone = () => {
        done();
        this.end();
        reject(new Gone());
      };
      const replied = (message: unknown) => {
        done();
        const reply = message as Reply;
        if (reply.ok) resolve(reply.value);
        else reject(new Error(reply.error));
      };
      const timer = setTimeout(gone, limitMs);
      const done = () => {
        clearTimeout(timer);
        child.off('message', replied).off('exit', gone);
      };
      child.on('message', replied).on('exit', gone);
      child.send(question);
    });
  }
}

/** It gave no answer in time, or died: of a loop without an end, or of all the memory it took. */
class Gone extends Error {}
