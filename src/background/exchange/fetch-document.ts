import type { DocumentReply } from '../../contract/document.ts';
import { err, ok } from '../../core/result.ts';
import type { Send } from '../../engine/effects.ts';

/** Bytes; server metadata is a few kilobytes. */
const SIZE_LIMIT = 524_288;

/**
 * Reads a JSON document, e.g. server metadata: without cookies, redirect or cache, over https or within
 * this computer. Only a person's click leads here.
 */
export async function fetchDocument(send: Send, url: string): Promise<DocumentReply> {
  const headers: [string, string][] = [['Accept', 'application/json']];
  const sent = await send(
    { method: 'GET', url, headers, parameters: [] },
    new AbortController().signal,
    { certificate: true },
  );
  if (!sent.ok) return sent;
  const { status, body, bytes, cut, redirected, durationMs } = sent.value.answer;
  const { host } = new URL(url);
  if (redirected) return err({ kind: 'redirected', host });
  if (cut || bytes > SIZE_LIMIT) return err({ kind: 'too_large', host });
  if (!isJson(body)) return err({ kind: 'not_json', host, status });
  return ok({ status, text: body, durationMs });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
