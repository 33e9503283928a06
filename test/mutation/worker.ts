import { z } from 'zod';
import { FreshModules } from './fresh-modules.ts';
import { type Trial, Tries } from './try-mutant.ts';

/** What the command asks of a worker. It answers each question with one message, in order. */
export type Question =
  | { kind: 'sources'; texts: [string, string][] }
  | { kind: 'survey'; file: string }
  | { kind: 'try'; trial: Trial };

const question = z.custom<Question>((it) => z.object({ kind: z.string() }).safeParse(it).success);
let tries: Tries | undefined;

async function answer(asked: Question): Promise<unknown> {
  if (asked.kind === 'sources') {
    tries = new Tries(new FreshModules(new Map(asked.texts)));
    return 'ready';
  }
  if (!tries) throw new Error('no sources yet');
  return asked.kind === 'survey' ? tries.survey(asked.file) : tries.try(asked.trial);
}

// A mutant may leave a promise behind that nobody waits for any more.
process.on('unhandledRejection', () => undefined);
process.on('message', async (message) => {
  const reply = await answer(question.parse(message)).then(
    (value) => ({ ok: true, value }),
    (error) => ({ ok: false, error: error instanceof Error ? error.stack : String(error) }),
  );
  if (process.connected) process.send?.(reply);
});
process.on('disconnect', () => process.exit());
