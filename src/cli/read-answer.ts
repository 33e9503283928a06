import type { HttpAnswer } from '../core/oauth/http-message.ts';
import { err, ok, type Result } from '../core/result.ts';
import { decodeText } from '../engine/http-sender.ts';
import type { Io } from './command.ts';
import { english } from './english.ts';
import { readNumber } from './judge-options.ts';
import { readBytesFile } from './read-text-file.ts';
import { shownArgument } from './shown-argument.ts';

/** Bytes of a body that are read, as the panel's worker does. */
const SIZE_LIMIT = 1_048_576;

/** Options that tell of an answer. */
export const answerOptions = {
  status: { type: 'string' },
  'content-type': { type: 'string' },
  header: { type: 'string', multiple: true },
  body: { type: 'string' },
  took: { type: 'string' },
} as const;

interface AnswerOptions {
  status?: string;
  'content-type'?: string;
  header?: string[];
  body?: string;
  took?: string;
}

/** The answer that options tell of; a sentence where they cannot be one. */
export async function readAnswer(
  options: AnswerOptions,
  io: Io,
): Promise<Result<HttpAnswer, string>> {
  const { status, 'content-type': type, header = [], body } = options;
  if (status === undefined) return err(english('cli_missing_option', '--status'));
  if (!/^[1-5]\d\d$/.test(status)) return err(english('cli_no_status', shownArgument(status)));
  const took = readNumber('--took', options.took ?? '0');
  if (!took.ok) return took;
  const headers: [string, string][] = type === undefined ? [] : [['Content-Type', type]];
  for (const line of header) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) return err(english('cli_no_header', shownArgument(line)));
    headers.push([name, value ?? '']);
  }
  const file =
    body === undefined
      ? ok(new Uint8Array())
      : body === '-'
        ? ok(await io.readBytes())
        : readBytesFile(body);
  if (!file.ok) return file;
  const bytes = file.value.subarray(0, SIZE_LIMIT);
  return ok({
    status: Number(status),
    headers,
    ...decodeText(bytes),
    bytes: bytes.length,
    cut: bytes.length < file.value.length,
    redirected: status.startsWith('3'),
    receivedAtMs: io.nowMs(),
    durationMs: took.value * 1000,
  });
}
